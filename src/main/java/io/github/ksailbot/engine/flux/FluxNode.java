package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Kustomization of the graph, with what it brings to the cluster.
 *
 * @param kustomization as its parent renders it
 * @param parent {@code namespace/name} of the Kustomization that applies it; null when the environment's entry does
 * @param state whether it was rendered
 * @param reason why it was not; empty when it was
 * @param manifests in the order in which Flux applies them, variables substituted; empty when it was not rendered
 * @param variables names of all variables that its manifests ask for
 * @param findings what is wrong with it
 * @param read every file that rendering it read
 */
public record FluxNode(
        FluxKustomization kustomization,
        @Nullable String parent,
        State state,
        String reason,
        List<Manifest> manifests,
        Set<String> variables,
        List<Finding> findings,
        Set<SourcePath> read) {
    /** How far the offline rendering of a Kustomization got. */
    public enum State {
        RENDERED,
        /** Its source is another repository, or another revision of this one. */
        ELSEWHERE,
        /** It has errors. */
        FAILED
    }

    public FluxNode {
        manifests = List.copyOf(manifests);
        variables = Set.copyOf(variables);
        findings = List.copyOf(findings);
        read = Set.copyOf(read);
    }

    /** {@code namespace/name}. */
    public String key() {
        return kustomization.namespace() + "/" + kustomization.name();
    }
}
