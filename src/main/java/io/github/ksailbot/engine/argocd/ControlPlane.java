package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;

/** Where Argo CD itself runs. */
final class ControlPlane {
    private ControlPlane() {}

    /**
     * Its namespace: that of all AppProjects, which it reads nowhere else; empty when the environment renders none, or several
     * in different namespaces.
     */
    static String namespace(Surroundings surroundings) {
        List<String> namespaces = surroundings.all(AppProject.KIND).stream()
                .filter(AppProject::isOne)
                .map(Manifest::namespace)
                .distinct()
                .toList();
        return namespaces.size() == 1 ? namespaces.get(0) : "";
    }
}
