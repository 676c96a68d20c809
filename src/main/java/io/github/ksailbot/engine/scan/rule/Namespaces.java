package io.github.ksailbot.engine.scan.rule;

/** Namespaces of manifests, which may leave theirs out and then mean {@code default}. */
public final class Namespaces {
    private Namespaces() {}

    /** Whether two objects are in one namespace; one that is not written is {@code default}. */
    public static boolean same(ScanObject one, ScanObject other) {
        return of(one).equals(of(other));
    }

    /** The namespace as it is written, mostly a string; {@code default} where it is not. */
    public static Object of(ScanObject object) {
        Object namespace = object.at("metadata", "namespace");
        return namespace == null || Boolean.FALSE.equals(namespace) ? "default" : namespace;
    }
}
