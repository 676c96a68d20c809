package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.environment.ValidationSettings;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The environments that one tree is judged for: what it declares itself and what the trusted settings declare, so that a
 * change can neither loosen the gate that judges it nor remove the gate by removing the environment.
 *
 * @param environments by name, with the trusted settings; an environment that only the tree itself declares is judged by
 *     the default settings
 * @param findings what the tree changes about environments that people should know before they merge it
 */
record JudgedEnvironments(List<Environment> environments, List<Finding> findings) {
    static JudgedEnvironments of(SourceTree tree, Environments proposed, Environments trusted) {
        if (proposed == trusted) {
            return new JudgedEnvironments(trusted.environments(), List.of());
        }
        Map<EnvironmentName, Environment> before = byName(trusted);
        Map<EnvironmentName, Environment> after = byName(proposed);
        TreeSet<EnvironmentName> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Environment> judged = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (EnvironmentName name : names) {
            Environment declared = after.get(name);
            Environment known = before.get(name);
            if (known != null && declared != null) {
                addChanged(tree, known, declared, proposed, judged, findings);
            } else if (known != null) {
                addRemoved(tree, known, proposed, judged, findings);
            } else if (declared != null) {
                judged.add(withSettings(declared, ValidationSettings.DEFAULT, List.of()));
            }
        }
        findings.addAll(FleetChanges.of(tree, before, after));
        return new JudgedEnvironments(List.copyOf(judged), List.copyOf(findings));
    }

    /** For files of no environment: skipped is only what every environment skips. */
    ValidationSettings sharedValidation() {
        List<String> shared = null;
        for (Environment environment : environments) {
            List<String> kinds = environment.validation().skipKinds();
            shared = shared == null
                    ? kinds
                    : shared.stream().filter(kinds::contains).toList();
        }
        return shared == null ? ValidationSettings.DEFAULT : new ValidationSettings(shared);
    }

    private static void addRemoved(
            SourceTree tree,
            Environment known,
            Environments proposed,
            List<Environment> judged,
            List<Finding> findings) {
        SourcePath config = known.config();
        List<SourcePath> left = isLayout(known)
                ? abandoned(tree, known, proposed)
                : existing(tree, known.entries(), config == null ? entries(proposed) : List.of());
        if (left.isEmpty()) {
            return;
        }
        judged.add(withSettings(known, known.validation(), left));
        findings.add(Finding.warning(
                        "environment/removed",
                        "The environment `" + known.name() + "` is no longer declared, but `" + left.get(0)
                                + "`, which its cluster may still apply, is there; it was judged as before.",
                        null)
                .withFix(
                        config == null
                                ? "Declare it in a ksail file, or remove the directory."
                                : "Retire the cluster first, then remove the directory together with `" + config
                                        + "`."));
    }

    private static void addChanged(
            SourceTree tree,
            Environment known,
            Environment declared,
            Environments proposed,
            List<Environment> judged,
            List<Finding> findings) {
        SourcePath config = declared.config();
        List<SourcePath> left = isLayout(known)
                ? abandoned(tree, known, proposed)
                : existing(tree, known.entries(), declared.entries());
        judged.add(withSettings(declared, known.validation(), left));
        if (!left.isEmpty() && config != null) {
            findings.add(Finding.warning(
                    "environment/entry-changed",
                    "The environment `" + known.name() + "` is rendered from another directory after this change; `"
                            + left.get(0) + "`, which its cluster applies until it is told otherwise, was judged too.",
                    Origin.of(config.value(), 1, 1)));
        }
        if (config != null && !declared.validation().equals(known.validation())) {
            findings.add(new Finding(
                    RuleId.of("environment/settings-changed"),
                    Severity.NOTICE,
                    "The validation settings of `" + known.name()
                            + "` change. This change is judged by the settings of the base branch; the new ones count"
                            + " once it is merged.",
                    null,
                    "",
                    Origin.of(config.value(), 1, 1),
                    ""));
        }
    }

    private static Environment withSettings(
            Environment environment, ValidationSettings validation, List<SourcePath> alsoEntries) {
        TreeSet<SourcePath> entries = new TreeSet<>(environment.entries());
        entries.addAll(alsoEntries);
        return environment.with(List.copyOf(entries), validation);
    }

    /**
     * Entries that were found from the layout follow the layout, and what lies in a source directory is judged even if
     * nothing reaches it. What is left is what a new ksail file turns away from.
     */
    private static List<SourcePath> abandoned(SourceTree tree, Environment known, Environments proposed) {
        List<SourcePath> left = new ArrayList<>();
        for (SourcePath entry : existing(tree, known.entries(), List.of())) {
            boolean isSeen = proposed.environments().stream()
                    .anyMatch(environment -> entry.isWithin(environment.sourceDirectory()));
            if (!isSeen && isKustomization(tree, entry)) {
                left.add(entry);
            }
        }
        return left;
    }

    /** Whether it is no more than the directories that kustomize can build; a place at which a cluster begins is more. */
    private static boolean isLayout(Environment environment) {
        return environment.config() == null && environment.engine() == GitOpsEngine.NONE;
    }

    private static List<SourcePath> entries(Environments environments) {
        return environments.environments().stream()
                .flatMap(environment -> environment.entries().stream())
                .toList();
    }

    private static List<SourcePath> existing(SourceTree tree, List<SourcePath> entries, List<SourcePath> except) {
        List<SourcePath> left = new ArrayList<>();
        for (SourcePath entry : entries) {
            if (!except.contains(entry) && isDirectory(tree, entry)) {
                left.add(entry);
            }
        }
        return left;
    }

    private static boolean isDirectory(SourceTree tree, SourcePath path) {
        try {
            Optional<SourceEntry> found = tree.find(path);
            return found.isPresent() && found.get().isDirectory();
        } catch (SourceException e) {
            // Whatever is there cannot be read: judging it says so, while leaving it out would say nothing.
            return true;
        }
    }

    private static boolean isKustomization(SourceTree tree, SourcePath directory) {
        try {
            return tree.names(directory).stream().anyMatch(KustomizationFiles::isFileName);
        } catch (SourceException e) {
            // As above: judging it says what is wrong.
            return true;
        }
    }

    private static Map<EnvironmentName, Environment> byName(Environments environments) {
        Map<EnvironmentName, Environment> byName = new TreeMap<>();
        environments.environments().forEach(environment -> byName.putIfAbsent(environment.name(), environment));
        return byName;
    }
}
