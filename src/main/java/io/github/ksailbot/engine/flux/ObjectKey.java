package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;

/** By which objects of a cluster name each other. */
record ObjectKey(String kind, String namespace, String name) {

    static ObjectKey of(Manifest manifest) {
        return new ObjectKey(manifest.kind(), manifest.namespace(), manifest.name());
    }

    /**
     * What a reference names.
     *
     * @param kind when the reference does not say
     * @param namespace when the reference does not say
     */
    static ObjectKey of(MappingNode reference, String kind, String namespace) {
        String ownKind = reference.text("kind");
        String ownNamespace = reference.text("namespace");
        return new ObjectKey(
                ownKind.isEmpty() ? kind : ownKind,
                ownNamespace.isEmpty() ? namespace : ownNamespace,
                reference.text("name"));
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
