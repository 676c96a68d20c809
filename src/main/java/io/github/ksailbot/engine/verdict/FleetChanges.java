package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.fleet.FleetBundle;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a change takes out of Rancher Fleet's reach while it leaves it in the repository. A file with a {@code Cluster} or a
 * {@code GitRepo} need not be what the management cluster knows: clusters may go on with what nobody judges any more.
 */
final class FleetChanges {
    /** Names in a message. */
    private static final int NAMED = 10;

    private FleetChanges() {}

    /**
     * @param tree after the change
     * @param before environments of the trusted tree
     * @param after those of the changed one
     */
    static List<Finding> of(
            SourceTree tree, Map<EnvironmentName, Environment> before, Map<EnvironmentName, Environment> after) {
        Set<String> gone = new TreeSet<>();
        Set<SourcePath> left = new TreeSet<>();
        Set<SourcePath> deployed = new HashSet<>();
        for (Environment known : before.values()) {
            Environment declared = after.get(known.name());
            if (!isFleets(tree, known)) {
                continue;
            }
            if (declared != null) {
                left.addAll(known.entries());
                deployed.addAll(declared.entries());
            } else if (known.entries().stream().anyMatch(entry -> isThere(tree, entry))) {
                gone.add(known.name().value());
            }
        }
        left.removeIf(entry -> deployed.contains(entry) || !isThere(tree, entry));
        List<Finding> findings = new ArrayList<>();
        if (!gone.isEmpty()) {
            findings.add(Finding.warning(
                            "environment/removed",
                            "Nothing was judged for %s: by this change, Fleet deploys nothing there, while the bundles stay."
                                    .formatted(named(gone)),
                            null)
                    .withFix("Make sure that it is meant, and that the cluster is retired or called differently."));
        }
        if (!left.isEmpty()) {
            findings.add(Finding.warning(
                            "environment/entry-changed",
                            "By this change, Fleet deploys %s nowhere, while the files stay; they were not judged as bundles."
                                    .formatted(named(left)),
                            null)
                    .withFix("Make sure that it is meant, or remove the directory."));
        }
        return findings;
    }

    private static String named(Collection<?> names) {
        String first = names.stream().limit(NAMED).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and %d more".formatted(names.size() - NAMED) : first;
    }

    /** Environments of other layouts without an engine are called alike. */
    private static boolean isFleets(SourceTree tree, Environment environment) {
        return environment.config() == null
                && environment.engine() == GitOpsEngine.NONE
                && (!environment.name().equals(EnvironmentName.DEFAULT)
                        || environment.entries().stream().anyMatch(entry -> FleetBundle.isOne(tree, entry)));
    }

    private static boolean isThere(SourceTree tree, SourcePath directory) {
        try {
            return tree.find(directory).filter(SourceEntry::isDirectory).isPresent();
        } catch (SourceException e) {
            // whatever is there cannot be read
            return true;
        }
    }
}
