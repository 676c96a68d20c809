package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is scanned for, and what is demanded. All of it comes from a trusted place.
 *
 * @param frameworks names, whatever their case
 * @param threshold the compliance below which the gate fails, from 0 to 100; 0 demands nothing
 * @param failOnNew new failures of controls of this severity or worse fail the gate whatever the score; null for none
 * @param inputs lists that configure rules, instead of the defaults of the same names
 * @param exceptions what may fail
 * @param inlineExceptions whether resources may except themselves by annotations
 * @param excludedNamespaces whose resources are neither tested nor counted
 */
public record ScanSettings(
        List<String> frameworks,
        float threshold,
        @Nullable ControlSeverity failOnNew,
        Map<String, List<String>> inputs,
        List<ExceptionPolicy> exceptions,
        boolean inlineExceptions,
        List<String> excludedNamespaces) {
    /** KSail's own default. */
    public static final List<String> DEFAULT_FRAMEWORKS = List.of("nsa");

    public static final ScanSettings DEFAULT =
            new ScanSettings(DEFAULT_FRAMEWORKS, 0, null, Map.of(), List.of(), false, List.of());

    public ScanSettings {
        frameworks = List.copyOf(frameworks);
        inputs = Map.copyOf(inputs);
        exceptions = List.copyOf(exceptions);
        excludedNamespaces = List.copyOf(excludedNamespaces);
        if (!(threshold >= 0 && threshold <= 100)) {
            throw new IllegalArgumentException("a threshold is between 0 and 100: " + threshold);
        }
    }

    /** Whether a score is too low: an equal one is not. */
    public boolean isBelowThreshold(float score) {
        return threshold > 0 && score < threshold;
    }

    /** Whether a resource lies in an excluded namespace; what is cluster-scoped lies in none, whatever is written. */
    public boolean excludes(Manifest manifest) {
        return excludedNamespaces.contains(manifest.namespace())
                && !Gvk.of(manifest.apiVersion(), manifest.kind()).isClusterScoped();
    }

    public ScanSettings withFrameworks(List<String> others) {
        return new ScanSettings(others, threshold, failOnNew, inputs, exceptions, inlineExceptions, excludedNamespaces);
    }

    public ScanSettings withThreshold(float other) {
        return new ScanSettings(frameworks, other, failOnNew, inputs, exceptions, inlineExceptions, excludedNamespaces);
    }

    public ScanSettings withExceptions(List<ExceptionPolicy> others) {
        return new ScanSettings(frameworks, threshold, failOnNew, inputs, others, inlineExceptions, excludedNamespaces);
    }
}
