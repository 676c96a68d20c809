package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;

/**
 * By which objects of a cluster name each other.
 *
 * @param namespace empty when there is none
 */
public record ObjectKey(String kind, String namespace, String name) implements Comparable<ObjectKey> {

    public static ObjectKey of(Manifest manifest) {
        return new ObjectKey(manifest.kind(), manifest.namespace(), manifest.name());
    }

    /**
     * What a reference names.
     *
     * @param kind when the reference does not say
     * @param namespace when the reference does not say
     */
    public static ObjectKey of(MappingNode reference, String kind, String namespace) {
        String ownKind = reference.text("kind");
        String ownNamespace = reference.text("namespace");
        return new ObjectKey(
                ownKind.isEmpty() ? kind : ownKind,
                ownNamespace.isEmpty() ? namespace : ownNamespace,
                reference.text("name"));
    }

    /** {@code namespace/name}; the name alone when there is no namespace. */
    public String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return kind + " " + path();
    }
}
