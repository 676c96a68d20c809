package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which lists of which kinds a strategic merge merges item by item, and by which keys. Immutable; safe for several
 * threads.
 */
public final class MergeKeys {
    /** More hops than any real chain of references; a longer one goes round in a circle. */
    private static final int MAX_REFERENCES = 32;

    private static final class Kubernetes {
        static final MergeKeys TABLE = MergeKeyTable.builtIn();
    }

    /**
     * @param apiVersion {@code group/version} or {@code version}
     * @param kind such as {@code Deployment}
     */
    record Type(String apiVersion, String kind) implements Comparable<Type> {
        @Override
        public int compareTo(Type other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : apiVersion.compareTo(other.apiVersion);
        }
    }

    private final Map<String, Schema> definitions;
    private final Map<Type, String> types;

    MergeKeys(Map<String, Schema> definitions, Map<Type, String> types) {
        // not Map.copyOf, which is slow for names that somebody has chosen to have the same hash
        this.definitions = Collections.unmodifiableMap(new HashMap<>(definitions));
        this.types = Collections.unmodifiableMap(new HashMap<>(types));
    }

    /** Those of the Kubernetes 1.21.2 OpenAPI document, which kustomize 5 carries for all clusters. */
    public static MergeKeys kubernetes() {
        return Kubernetes.TABLE;
    }

    /** Those of an OpenAPI document alone; see {@link #with}. */
    public static MergeKeys of(MappingNode openApi) {
        return MergeKeyReader.read(openApi);
    }

    /**
     * These and those of an OpenAPI document, as {@code openapi.path} of a kustomization names one. Where both define
     * the same name or kind, the document's definition counts.
     *
     * @param openApi with {@code definitions}; anything that is no schema in it is passed over
     */
    public MergeKeys with(MappingNode openApi) {
        MergeKeys added = MergeKeyReader.read(openApi);
        Map<String, Schema> allDefinitions = new HashMap<>(definitions);
        allDefinitions.putAll(added.definitions);
        Map<Type, String> allTypes = new HashMap<>(types);
        allTypes.putAll(added.types);
        return new MergeKeys(allDefinitions, allTypes);
    }

    Map<String, Schema> definitions() {
        return definitions;
    }

    Map<Type, String> types() {
        return types;
    }

    /** The schema of a kind; null when the kind is unknown. */
    @Nullable Schema ofType(String apiVersion, String kind) {
        String name = types.get(new Type(apiVersion, kind));
        return name == null ? null : resolve(new Schema.Reference(name));
    }

    /** The schema of a field; null when nothing is known of it. */
    @Nullable Schema field(@Nullable Schema parent, String name) {
        if (!(parent instanceof Schema.Mapping mapping)) {
            return null;
        }
        Schema known = mapping.fields().get(name);
        return resolve(known == null ? mapping.anyField() : known);
    }

    /** The schema of a list's items; null when nothing is known of them. */
    @Nullable Schema items(@Nullable Schema list) {
        return list instanceof Schema.Sequence sequence ? resolve(sequence.items()) : null;
    }

    private @Nullable Schema resolve(@Nullable Schema schema) {
        Schema current = schema;
        for (int hop = 0; current instanceof Schema.Reference reference; hop++) {
            current = hop == MAX_REFERENCES ? null : definitions.get(reference.name());
        }
        return current;
    }
}
