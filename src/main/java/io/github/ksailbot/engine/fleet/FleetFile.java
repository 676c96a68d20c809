package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code fleet.yaml} says.
 *
 * @see <a href="https://fleet.rancher.io/ref-fleet-yaml">fleet.yaml</a>
 */
public record FleetFile(MappingNode root) {
    /** Its name. */
    public static final String NAME = "fleet.yaml";

    /** Which no object has at its top. */
    private static final Set<String> FIELDS = Set.of(
            "defaultNamespace",
            "namespace",
            "namespaceLabels",
            "namespaceAnnotations",
            "helm",
            "kustomize",
            "yaml",
            "targets",
            "targetCustomizations",
            "targetCustomizationMode",
            "overrideTargets",
            "dependsOn",
            "rolloutStrategy",
            "diff",
            "ignore");

    /** Whether it is an object of Kubernetes, and has nothing of a bundle: Fleet passes over fields that it does not know. */
    public boolean isObject() {
        return root.has("apiVersion") && root.has("kind") && FIELDS.stream().noneMatch(root::has);
    }

    /** Names of the targets that get the bundle in their own way, in the order in which they are tried. */
    public List<String> targets() {
        return customizations().stream().map(one -> one.text("name")).toList();
    }

    /** Whether all customizations that are meant for a target count, not the first one alone. */
    boolean countsAll() {
        return root.text("targetCustomizationMode").equals("AllMatches");
    }

    /** The targets that take the place of those of the {@code GitRepo}; null when the file says none. */
    @Nullable List<MappingNode> overrideTargets() {
        SequenceNode written = root.sequence("overrideTargets");
        if (written == null) {
            return null;
        }
        // without any, and without customizations, Fleet falls back to the group that it takes by default
        boolean isNothing = written.size() == 0 && customizations().isEmpty();
        return isNothing ? List.of(GitRepo.byDefault(written.origin())) : root.mappings("overrideTargets");
    }

    /** Names of all files with values of charts, for whichever target. */
    Set<String> valuesFiles() {
        Set<String> names = new HashSet<>();
        List<MappingNode> all = new ArrayList<>(customizations());
        all.add(root);
        for (MappingNode one : all) {
            MappingNode helm = one.mapping("helm");
            SequenceNode files = helm == null ? null : helm.sequence("valuesFiles");
            for (Node name : files == null ? List.<Node>of() : files.items()) {
                if (name instanceof ScalarNode scalar) {
                    names.add(scalar.text());
                }
            }
        }
        return names;
    }

    /** Every way in which a target gets the bundle, in the order in which they are tried, each with a name. */
    List<MappingNode> customizations() {
        SequenceNode items = root.sequence("targetCustomizations");
        List<MappingNode> customizations = new ArrayList<>();
        for (Node item : items == null ? List.<Node>of() : items.items()) {
            if (item instanceof MappingNode one) {
                // Fleet calls those without a name by their places
                ScalarNode name = ScalarNode.string("target%03d".formatted(customizations.size()), one.origin());
                customizations.add(one.text("name").isEmpty() ? one.with("name", name) : one);
            }
        }
        return customizations;
    }
}
