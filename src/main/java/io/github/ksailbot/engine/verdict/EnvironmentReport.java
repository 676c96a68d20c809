package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Severity;
import java.util.List;
import java.util.SortedMap;

/**
 * The validate gate of one environment.
 *
 * @param environment whose
 * @param verdict failed when the head has any error
 * @param findings new ones first, then by severity, file, line and column
 * @param counts of the head's manifests
 * @param skippedKinds kinds without a schema, as {@code apiVersion Kind}, with the number of their manifests
 */
public record EnvironmentReport(
        EnvironmentName environment,
        Verdict verdict,
        List<JudgedFinding> findings,
        Counts counts,
        SortedMap<String, Integer> skippedKinds) {
    public EnvironmentReport {
        findings = List.copyOf(findings);
    }

    /**
     * Manifests by status.
     *
     * @param valid judged and right
     * @param invalid judged and wrong
     * @param skipped no schema for the kind, or skipped by the settings
     * @param errors could not be judged
     */
    public record Counts(int valid, int invalid, int skipped, int errors) {
        public int total() {
            return valid + invalid + skipped + errors;
        }
    }

    public long newErrors() {
        return count(true, Severity.ERROR);
    }

    public long oldErrors() {
        return count(false, Severity.ERROR);
    }

    private long count(boolean isNew, Severity severity) {
        return findings.stream()
                .filter(judged -> judged.isNew() == isNew && judged.finding().severity() == severity)
                .count();
    }
}
