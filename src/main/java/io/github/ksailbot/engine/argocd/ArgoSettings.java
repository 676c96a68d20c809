package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.LoadRule;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import org.jspecify.annotations.Nullable;

/**
 * Argo CD's own settings, its ConfigMap {@code argocd-cm}, where the environment renders them.
 *
 * @param data null when it does not
 */
record ArgoSettings(@Nullable MappingNode data) {
    private static final String NAME = "argocd-cm";
    private static final String USUAL = "argocd";
    private static final String ANYWHERE = "LoadRestrictionsNone";
    private static final String HELM = "--enable-helm";

    static ArgoSettings of(Application application, Surroundings surroundings) {
        String own = ControlPlane.namespace(surroundings);
        String namespace = own.isEmpty() ? application.manifest().namespace() : own;
        // asked for by its name: what is kept of an Application must not depend on every ConfigMap
        Manifest settings =
                surroundings.find(new ObjectKey("ConfigMap", namespace.isEmpty() ? USUAL : namespace, NAME));
        return new ArgoSettings(settings == null ? null : Fields.mapping(settings.root(), "data"));
    }

    private String buildOptions() {
        return data == null ? "" : data.text("kustomize.buildOptions");
    }

    /** How kustomize is called. */
    BuildOptions kustomize() {
        return buildOptions().contains(ANYWHERE)
                ? new BuildOptions(LoadRule.SOURCE_ROOT, BuildOptions.COMMAND_LINE.order())
                : BuildOptions.COMMAND_LINE;
    }

    /** Whether kustomize surely refuses to render charts. */
    boolean refusesCharts() {
        return data != null && !buildOptions().contains(HELM);
    }

    /** Which objects are left alone. */
    ResourceFilter filter() {
        return data == null
                ? ResourceFilter.NONE
                : ResourceFilter.of(data.text("resource.exclusions"), data.text("resource.inclusions"));
    }
}
