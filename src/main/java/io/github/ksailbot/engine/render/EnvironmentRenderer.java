package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Renders what an environment's cluster would get. */
public final class EnvironmentRenderer {
    private final Kustomizer kustomizer;

    public EnvironmentRenderer(Kustomizer kustomizer) {
        this.kustomizer = kustomizer;
    }

    /** Renders every entry of an environment; what cannot be rendered is among the findings. */
    public Closure render(SourceTree tree, Environment environment) {
        TracingSourceTree traced = new TracingSourceTree(tree);
        List<Manifest> manifests = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (SourcePath entry : environment.entries()) {
            Build build = kustomizer.build(traced, entry, options(environment.engine()));
            manifests.addAll(build.manifests());
            findings.addAll(build.findings());
        }
        return new Closure(
                environment,
                manifests,
                findings,
                new TreeSet<>(traced.trace().read().keySet()));
    }

    /** KSail itself builds without load restrictions inside the source directory, as Flux does. */
    static BuildOptions options(GitOpsEngine engine) {
        return switch (engine) {
            case FLUX, NONE -> BuildOptions.FLUX;
            case ARGO_CD -> BuildOptions.COMMAND_LINE;
        };
    }
}
