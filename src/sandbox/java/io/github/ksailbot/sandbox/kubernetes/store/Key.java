package io.github.ksailbot.sandbox.kubernetes.store;

import java.util.Comparator;

/**
 * Where an object is kept.
 *
 * @param namespace empty for cluster-scoped kinds
 */
public record Key(String group, String plural, String namespace, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::group)
            .thenComparing(Key::plural)
            .thenComparing(Key::namespace)
            .thenComparing(Key::name);

    public static Key of(Kind kind, String namespace, String name) {
        return new Key(kind.group(), kind.plural(), kind.namespaced() ? namespace : "", name);
    }

    public boolean is(Kind kind) {
        return group.equals(kind.group()) && plural.equals(kind.plural());
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
