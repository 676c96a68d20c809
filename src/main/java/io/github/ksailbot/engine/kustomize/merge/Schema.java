package io.github.ksailbot.engine.kustomize.merge;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a merge needs to know of an OpenAPI schema: how to get to the lists, and which of them are merged by what. */
sealed interface Schema {

    /** A scalar, which has no fields and items. */
    record Scalar() implements Schema {}

    /**
     * The definition of another name.
     *
     * @param name as in {@code #/definitions/NAME}
     */
    record Reference(String name) implements Schema {}

    /**
     * An object.
     *
     * @param fields by name
     * @param anyField what the values of all other names are; null when other names are unknown
     */
    record Mapping(Map<String, Schema> fields, @Nullable Schema anyField) implements Schema {
        public Mapping {
            // not Map.copyOf, which is slow for names that somebody has chosen to have the same hash
            fields = Collections.unmodifiableMap(new HashMap<>(fields));
        }
    }

    /**
     * An array.
     *
     * @param items null when unknown
     * @param mergeKeys null: a patch replaces the list; empty: a set of scalars; else the fields that name an item
     */
    record Sequence(@Nullable Schema items, @Nullable List<String> mergeKeys) implements Schema {
        public Sequence {
            mergeKeys = mergeKeys == null ? null : List.copyOf(mergeKeys);
        }
    }

    Schema SCALAR = new Scalar();

    /** A value of known type below which nothing is merged in a special way. */
    Schema OPAQUE = new Mapping(Map.of(), null);
}
