package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.ksail.ScanSection;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.exception.ExceptionReader;
import io.github.ksailbot.engine.scan.own.OwnControlReader;
import io.github.ksailbot.engine.scan.rule.Patterns;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import io.github.ksailbot.engine.settings.ScanDefaults;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one environment is scanned, as one tree says it.
 *
 * @param isAsked whether the tree asks for a scan
 * @param settings what is demanded
 * @param catalog what can be scanned for, own controls included
 * @param writtenInputs the lists that the tree itself writes, to tell whether they change
 * @param ownControls text of the own controls, to tell whether they change
 * @param problems what is wrong with the settings: with an error among them nobody knows what was demanded
 */
public record ScanPlan(
        boolean isAsked,
        ScanSettings settings,
        Catalog catalog,
        Map<String, List<String>> writtenInputs,
        String ownControls,
        List<Finding> problems) {
    public ScanPlan {
        writtenInputs = Map.copyOf(writtenInputs);
        problems = List.copyOf(problems);
    }

    /**
     * Reads it from the ksail file of the environment and the settings of the repository; the ksail file goes first.
     *
     * @param environment as that tree declares it; null when it does not
     * @param variables values of {@code ${VAR}} in the ksail file
     */
    public static ScanPlan read(SourceTree tree, @Nullable Environment environment, Map<String, String> variables) {
        return read(tree, environment, variables, null);
    }

    /**
     * The same of a tree that nobody has agreed to yet, only to show what it would come to. What it could spend the bot's
     * time with is not followed: its own controls and its lists with regular expressions are those of the trusted plan.
     */
    public static ScanPlan readProposed(
            SourceTree tree, @Nullable Environment environment, Map<String, String> variables, ScanPlan trusted) {
        return read(tree, environment, variables, trusted);
    }

    private static ScanPlan read(
            SourceTree tree,
            @Nullable Environment environment,
            Map<String, String> variables,
            @Nullable ScanPlan trusted) {
        ScanDefaults defaults = ScanDefaults.read(tree);
        ScanSection section = environment == null ? ScanSection.NONE : ScanSection.read(tree, environment, variables);
        List<Finding> problems = new ArrayList<>(defaults.findings());
        problems.addAll(section.findings());
        List<String> frameworks = !section.frameworks().isEmpty() ? section.frameworks() : defaults.frameworks();
        List<String> wanted = new ArrayList<>(frameworks.isEmpty() ? ScanSettings.DEFAULT_FRAMEWORKS : frameworks);
        SourcePath controls = OwnControlReader.directory(tree, defaults.controls());
        Catalog catalog = Catalog.kubescape();
        Map<String, List<String>> inputs = new TreeMap<>(defaults.inputs());
        if (trusted == null) {
            OwnControlReader.OwnControls own =
                    controls == null ? OwnControlReader.OwnControls.NONE : OwnControlReader.read(tree, controls);
            problems.addAll(own.findings());
            catalog = catalog.with(OwnControlReader.FRAMEWORK, own.controls());
        } else {
            catalog = trusted.catalog();
            Patterns.LISTS.forEach(list -> {
                inputs.remove(list);
                List<String> known = trusted.settings().inputs().get(list);
                if (known != null) {
                    inputs.put(list, known);
                }
            });
        }
        if (catalog.framework(OwnControlReader.FRAMEWORK).isPresent() && controls != null) {
            wanted.add(OwnControlReader.FRAMEWORK);
        }
        SourcePath file = section.exceptions() != null ? section.exceptions() : defaults.exceptions();
        ScanSettings settings = new ScanSettings(
                wanted,
                section.threshold() > 0 ? section.threshold() : defaults.threshold(),
                severity(defaults.failOnNew()),
                inputs,
                exceptions(tree, file, trusted == null, problems).policies(),
                defaults.inlineExceptions(),
                defaults.excludedNamespaces());
        return new ScanPlan(
                defaults.isWritten() || section.isWritten(),
                settings,
                catalog,
                defaults.inputs(),
                controls == null ? "" : OwnControlReader.text(tree, controls),
                problems);
    }

    private static ExceptionReader.Exceptions exceptions(
            SourceTree tree, @Nullable SourcePath file, boolean isTrusted, List<Finding> problems) {
        if (file == null) {
            return ExceptionReader.Exceptions.NONE;
        }
        try {
            ExceptionReader.Exceptions read = isTrusted
                    ? ExceptionReader.read(file.value(), tree.read(file))
                    : ExceptionReader.readUntrusted(file.value(), tree.read(file));
            problems.addAll(read.findings());
            return read;
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.MISSING) {
                // KSail lets the file be written later.
                problems.add(Finding.warning(
                        "scan/exceptions", "The file with exceptions, `" + file + "`, is not there.", null));
            } else {
                problems.add(Finding.error("scan/exceptions", e.getMessage() + ".", null));
            }
            return ExceptionReader.Exceptions.NONE;
        }
    }

    private static @Nullable ControlSeverity severity(String word) {
        return word.isEmpty() ? null : ControlSeverity.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
