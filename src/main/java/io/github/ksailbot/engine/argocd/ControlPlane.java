package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.graph.Question;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;

/** Where Argo CD itself runs. */
final class ControlPlane {
    private static final Question<String> NAMESPACE = new Question<>() {
        @Override
        public String kind() {
            return AppProject.KIND;
        }

        @Override
        public String answer(List<Manifest> objects) {
            List<String> namespaces = objects.stream()
                    .filter(AppProject::isOne)
                    .map(Manifest::namespace)
                    .distinct()
                    .toList();
            return namespaces.size() == 1 ? namespaces.get(0) : "";
        }

        @Override
        public int size(String answer) {
            return 1;
        }
    };

    private ControlPlane() {}

    /**
     * Its namespace: that of all AppProjects, which it reads nowhere else; empty when the environment renders none, or several
     * in different namespaces.
     */
    static String namespace(Surroundings surroundings) {
        return surroundings.learn(NAMESPACE);
    }
}
