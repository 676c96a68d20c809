package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.resource.Resource;

/** Resources that are there for tools only and never reach a cluster. */
final class LocalConfig {
    private static final String ANNOTATION = "config.kubernetes.io/local-config";

    private LocalConfig() {}

    static boolean isLocal(Resource resource) {
        String value = resource.annotations().get(ANNOTATION);
        return value != null && !value.equals("false");
    }
}
