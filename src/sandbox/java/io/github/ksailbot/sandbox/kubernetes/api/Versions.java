package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Objects in the version that was asked for. */
final class Versions {
    private Versions() {}

    static ObjectNode as(Target target, ObjectNode object) {
        String version = target.kind().apiVersion(target.version());
        if (version.equals(object.path("apiVersion").asText())) {
            return object;
        }
        return object.deepCopy().put("apiVersion", version);
    }
}
