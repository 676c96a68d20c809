package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.flux.substitution.Substitution;
import io.github.ksailbot.engine.flux.substitution.VariableUse;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Variables that are used where nothing replaces them, because the Kustomization has no {@code postBuild}. Many texts hold
 * {@code ${name}} for somebody else (scripts, dashboards), so only names count that another Kustomization defines.
 */
final class UnwiredVariables {
    /** Of the variables that something asks for. */
    @SuppressWarnings("UnnecessaryLambda") // results know it by identity
    private static final Function<NodeResult, Set<String>> NAMES = result -> result.manifests().stream()
            .flatMap(manifest -> VariableUse.of(manifest).stream())
            .map(VariableUse::name)
            .collect(Collectors.toUnmodifiableSet());

    private UnwiredVariables() {}

    /** @param applied all objects of the graph */
    static List<Finding> findings(List<GraphNode> kustomizations, Surroundings applied) {
        List<GraphNode> unwired = new ArrayList<>();
        Set<String> defined = new HashSet<>();
        for (GraphNode node : kustomizations) {
            PostBuild postBuild = PostBuild.of(new FluxKustomization(node.object()));
            if (postBuild == null) {
                unwired.add(node);
            } else {
                define(postBuild, applied, defined);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (GraphNode node : unwired) {
            if (!defined.isEmpty() && !Collections.disjoint(node.result().derive(NAMES), defined)) {
                for (Manifest manifest : node.manifests()) {
                    for (VariableUse use : VariableUse.of(manifest)) {
                        if (defined.contains(use.name())) {
                            findings.add(unwired(node, manifest, use));
                        }
                    }
                }
            }
        }
        return findings;
    }

    private static void define(PostBuild postBuild, Surroundings applied, Set<String> names) {
        postBuild.inline().forEach(entry -> names.add(entry.key().text()));
        for (ObjectKey source : postBuild.sources()) {
            Manifest object = applied.find(source);
            MappingNode data = object == null ? null : object.root().mapping("data");
            if (data != null) {
                data.entries().forEach(entry -> names.add(entry.key().text()));
            }
        }
    }

    private static Finding unwired(GraphNode node, Manifest manifest, VariableUse use) {
        return Finding.warning(
                        "flux/unwired-variable",
                        "`${%s}` stays as it is written: `%s`, which applies this, has no `postBuild`."
                                .formatted(use.name(), node.key().path()),
                        use.origin())
                .about(manifest.id(), use.field())
                .withFix(
                        "Give the Kustomization the `postBuild` of those that define the variable or, where the text is meant, label the resource `%s: disabled`."
                                .formatted(Substitution.SWITCH));
    }
}
