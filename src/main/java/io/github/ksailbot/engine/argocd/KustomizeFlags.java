package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.LoadRule;
import io.github.ksailbot.engine.manifest.Manifest;

/** How Argo CD's own settings tell it to call kustomize, where the environment renders them: {@code kustomize.buildOptions}. */
final class KustomizeFlags {
    private static final String SETTINGS = "argocd-cm";
    private static final String USUAL = "argocd";
    private static final String ANYWHERE = "LoadRestrictionsNone";

    private KustomizeFlags() {}

    static BuildOptions of(Application application, Surroundings surroundings) {
        String namespace = application.manifest().namespace();
        ObjectKey key = new ObjectKey("ConfigMap", namespace.isEmpty() ? USUAL : namespace, SETTINGS);
        // asked for by its name: what is kept of an Application must not depend on every ConfigMap
        Manifest settings = surroundings.find(key);
        boolean anywhere = settings != null
                && Fields.mapping(settings.root(), "data")
                        .text("kustomize.buildOptions")
                        .contains(ANYWHERE);
        return anywhere
                ? new BuildOptions(LoadRule.SOURCE_ROOT, BuildOptions.COMMAND_LINE.order())
                : BuildOptions.COMMAND_LINE;
    }
}
