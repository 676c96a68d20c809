package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.helm.values.ValuesMerge;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a bundle is deployed to one target: what its file says, with what its customizations say over it.
 *
 * @param namespace that everything is put into; empty for none
 * @param defaultNamespace of what says none; empty when it is not said
 * @param kustomizeDirectory in the bundle; empty for the bundle's own
 * @param overlays names of directories below {@code overlays}, in the order in which they are laid over the files
 * @param helm the section, without values
 * @param values of the chart, those of files among them
 * @param templateValues texts of values that are templates, by name
 */
record FleetOptions(
        String namespace,
        String defaultNamespace,
        String kustomizeDirectory,
        List<ScalarNode> overlays,
        MappingNode helm,
        MappingNode values,
        MappingNode templateValues) {

    /** Reads the values files that a {@code helm} section names. */
    interface ValuesFiles {
        MappingNode over(MappingNode values, MappingNode helm) throws BundleException;
    }

    static FleetOptions of(MappingNode file, List<MappingNode> customizations, ValuesFiles files)
            throws BundleException {
        FleetOptions options = read(file, files);
        for (MappingNode customization : customizations) {
            options = options.with(read(customization, files));
        }
        return options;
    }

    private static FleetOptions read(MappingNode node, ValuesFiles files) throws BundleException {
        MappingNode helm = section(node, "helm");
        List<ScalarNode> overlays = new ArrayList<>();
        SequenceNode named = section(node, "yaml").sequence("overlays");
        for (Node name : named == null ? List.<Node>of() : named.items()) {
            if (name instanceof ScalarNode scalar) {
                overlays.add(scalar);
            }
        }
        return new FleetOptions(
                node.text("namespace"),
                node.text("defaultNamespace"),
                section(node, "kustomize").text("dir"),
                overlays,
                helm.without("values").without("templateValues"),
                files.over(section(helm, "values"), helm),
                section(helm, "templateValues"));
    }

    private static MappingNode section(MappingNode node, String field) {
        MappingNode section = node.mapping(field);
        return section == null ? MappingNode.empty(node.origin()) : section;
    }

    private FleetOptions with(FleetOptions own) {
        MappingNode merged = helm;
        for (MappingNode.Entry entry : own.helm().entries()) {
            String key = entry.key().text();
            // what is empty changes nothing, and what is switched on stays on
            boolean says =
                    !own.helm().text(key).isEmpty() && !own.helm().text(key).equals("false");
            if (says || !(entry.value() instanceof ScalarNode)) {
                merged = merged.with(entry);
            }
        }
        List<ScalarNode> all = new ArrayList<>(overlays);
        all.addAll(own.overlays());
        MappingNode templates = templateValues;
        for (MappingNode.Entry entry : own.templateValues().entries()) {
            templates = templates.with(entry);
        }
        return new FleetOptions(
                own.namespace().isEmpty() ? namespace : own.namespace(),
                own.defaultNamespace().isEmpty() ? defaultNamespace : own.defaultNamespace(),
                own.kustomizeDirectory().isEmpty() ? kustomizeDirectory : own.kustomizeDirectory(),
                all,
                merged,
                ValuesMerge.merge(values, own.values()),
                templates);
    }

    /** With everything in a namespace, whatever the bundle says. */
    FleetOptions withNamespace(String newNamespace) {
        return new FleetOptions(
                newNamespace, defaultNamespace, kustomizeDirectory, overlays, helm, values, templateValues);
    }

    /** Of the release, and of what says none. */
    String releaseNamespace() {
        return !namespace.isEmpty() ? namespace : defaultNamespace.isEmpty() ? "default" : defaultNamespace;
    }
}
