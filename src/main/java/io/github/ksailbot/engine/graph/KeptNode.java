package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.kustomize.memo.Traced;
import io.github.ksailbot.engine.kustomize.memo.Weights;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.List;
import java.util.Set;

/**
 * A node as it was rendered, with what it was rendered from. What it shares with builds is weighed twice: too much, and never
 * too little.
 */
final class KeptNode implements Traced {
    /** An entry of a map and what it refers to. */
    private static final long ANSWER = 150;

    /** Its texts are those of the manifest. */
    private static final long OBJECT_KEY = 32;

    /** A reference in the table of a set, to a path of the trace. */
    private static final long PATH = 8;

    private final NodeResult result;
    private final AskedObjects.Answers answers;
    private final SourceTrace trace;
    private final long bytes;

    /** What a result belongs to: an object, for a renderer and what it knows of the repository. */
    record Key(NodeRenderer renderer, Manifest object, SourcePath artifactRoot, Set<RepositoryUrl> addresses) {}

    /** @param key which is held in memory as long as the node is */
    KeptNode(Key key, NodeResult result, AskedObjects asked) {
        this.trace = asked.trace(result.trace());
        this.result = result.withTrace(trace);
        this.answers = asked.answers();
        this.bytes = new Weights(List.of())
                        .ofManifests(
                                result.manifests().stream().map(Manifest::root).toList())
                + new Weights(List.of()).ofManifests(List.of(key.object().root()))
                + Weights.ofTrace(trace)
                + Weights.ofFindings(result.findings())
                + answers.size() * ANSWER
                + result.manifests().size() * OBJECT_KEY
                + this.result.read().size() * PATH;
    }

    NodeResult result() {
        return result;
    }

    boolean holdsIn(Surroundings objects) {
        return answers.holdIn(objects);
    }

    @Override
    public SourceTrace trace() {
        return trace;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
