package io.github.ksailbot.engine.kustomize.merge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the {@code $patch} key of a patch asks for. */
enum Directive {
    MERGE,
    REPLACE,
    DELETE;

    static final String KEY = "$patch";

    /**
     * The directive of a mapping, which is taken out of it, or of a sequence (an item with nothing but the key), out of
     * which that item is taken.
     *
     * @param patch null, a mapping or a sequence
     */
    static Directive take(@Nullable Draft patch, FieldTrail field) throws MergeException {
        if (patch instanceof Draft.OfMapping mapping) {
            Draft value = mapping.get(KEY);
            if (value == null) {
                return MERGE;
            }
            Directive directive = named(value, field);
            mapping.remove(KEY);
            return directive;
        }
        return patch instanceof Draft.OfSequence sequence ? take(sequence, field) : MERGE;
    }

    private static Directive take(Draft.OfSequence patch, FieldTrail field) throws MergeException {
        for (Draft item : patch.items()) {
            if (item instanceof Draft.OfMapping mapping && mapping.get(KEY) != null) {
                // The first item with the key alone decides, even if it is about itself and a later one is not.
                if (mapping.names().size() > 1) {
                    return MERGE;
                }
                Draft value = mapping.get(KEY);
                Directive directive = value == null ? MERGE : named(value, field);
                ItemList.remove(patch, List.of(KEY), List.of(value == null ? "" : value.text()), field);
                return directive;
            }
        }
        return MERGE;
    }

    private static Directive named(Draft value, FieldTrail field) throws MergeException {
        return switch (value.text()) {
            case "merge" -> MERGE;
            case "replace" -> REPLACE;
            case "delete" -> DELETE;
            default ->
                throw new MergeException(
                        "kustomize/patch-unknown-directive",
                        "`$patch: " + value.text() + "` is not known: it can be `merge`, `replace` or `delete`",
                        value.origin(),
                        field);
        };
    }
}
