package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.memo.Traced;
import io.github.ksailbot.engine.kustomize.memo.Weights;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole build, with all that it is made of. */
final class KeptBuild implements Traced {
    /**
     * Which builds are the same, as long as their files are.
     *
     * @param content of the kustomization file; null for what is in it
     * @param fetcher who refuses what is not allowed; a build that anything was fetched for is not kept
     * @param charts what rendered its charts
     */
    record Key(
            SourcePath directory,
            KustomizationFiles.@Nullable Content content,
            BuildOptions options,
            BuildLimits limits,
            Fetcher fetcher,
            ChartKey charts) {}

    private final Build build;
    private final List<BuiltBase> inputs;
    private final long bytes;

    /**
     * @param content of the key, which is held in memory as long as the build is
     * @param inputs the kustomization where it began, if that could be built
     */
    KeptBuild(Build build, KustomizationFiles.@Nullable Content content, List<BuiltBase> inputs) {
        this.build = build;
        this.inputs = List.copyOf(inputs);
        List<MappingNode> below =
                inputs.stream().flatMap(input -> input.roots().stream()).toList();
        List<MappingNode> roots = build.manifests().stream().map(Manifest::root).toList();
        this.bytes = new Weights(below).ofManifests(roots)
                + (content == null ? 0 : new Weights(List.of()).ofManifests(List.of(content.root())))
                + Weights.ofTrace(build.trace())
                + Weights.ofFindings(build.findings());
    }

    Build build() {
        return build;
    }

    @Override
    public SourceTrace trace() {
        return build.trace();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public List<BuiltBase> inputs() {
        return inputs;
    }
}
