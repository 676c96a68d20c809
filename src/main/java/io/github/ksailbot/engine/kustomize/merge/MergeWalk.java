package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks a resource and a patch side by side. After kyaml's {@code walk.Walker} with {@code merge2.Merger}.
 *
 * <p>Where the resource has nothing, the patch's value becomes the resource's and is walked as both, so that its
 * directives and nulls disappear.
 */
final class MergeWalk {
    /** A field is drafted, sorted, looked up on both sides, walked and written. */
    private static final int STEPS_PER_FIELD = 10;

    private final MergeKeys keys;
    private final ListMerge lists;
    private final Work work;

    MergeWalk(MergeKeys keys, Work work) {
        this.keys = keys;
        this.work = work;
        this.lists = new ListMerge(keys, this, work);
    }

    /** The merged value, which may be either of the two, changed; null: nothing is left. */
    @Nullable Draft walk(@Nullable Draft dest, @Nullable Draft patch, @Nullable Schema known, FieldTrail field)
            throws MergeException {
        Draft first = Draft.isMissingOrNull(dest) ? patch : dest;
        Schema schema = known != null ? known : schemaOf(dest, patch);
        if (Draft.isMissingOrNull(first) || first == null) {
            return mergeMapping(dest, patch, schema, field);
        }
        if (!Draft.isMissingOrNull(patch) && patch != null && !patch.getClass().equals(first.getClass())) {
            throw mismatch(shape(first), patch, field);
        }
        if (first instanceof Draft.OfMapping) {
            return mergeMapping(dest, patch, schema, field);
        }
        if (first instanceof Draft.OfSequence
                && schema instanceof Schema.Sequence sequence
                && sequence.mergeKeys() != null) {
            return lists.merge(dest, patch, sequence, field);
        }
        return patch == null ? dest : patch;
    }

    private @Nullable Schema schemaOf(@Nullable Draft dest, @Nullable Draft patch) {
        Schema schema = schemaOf(dest);
        return schema == null ? schemaOf(patch) : schema;
    }

    /** Typed objects stand in unknown ones, such as a template in a custom resource. */
    private @Nullable Schema schemaOf(@Nullable Draft draft) {
        if (!(draft instanceof Draft.OfMapping mapping)) {
            return null;
        }
        Draft apiVersion = mapping.get("apiVersion");
        Draft kind = mapping.get("kind");
        return apiVersion == null || kind == null ? null : keys.ofType(apiVersion.text(), kind.text());
    }

    private @Nullable Draft mergeMapping(
            @Nullable Draft dest, @Nullable Draft patch, @Nullable Schema schema, FieldTrail field)
            throws MergeException {
        Draft result = choose(dest, patch, field);
        if (!(result instanceof Draft.OfMapping mapping)) {
            return result;
        }
        Draft.OfMapping author = patch instanceof Draft.OfMapping written ? written : mapping;
        Set<String> names = new TreeSet<>(mapping.names());
        names.addAll(author.names());
        work.spend(STEPS_PER_FIELD * (1L + names.size()));
        for (String name : names) {
            Draft value = walk(
                    mapping.get(name),
                    patch == null ? null : author.get(name),
                    keys.field(schema, name),
                    field.to(name));
            if (value == null || (Draft.isMissingOrNull(value) && value == (patch == null ? null : author.get(name)))) {
                mapping.remove(name);
            } else {
                mapping.set(name, value, author);
            }
        }
        return mapping;
    }

    /** Which of the two goes on as the result; null to leave the value out. */
    private static @Nullable Draft choose(@Nullable Draft dest, @Nullable Draft patch, FieldTrail field)
            throws MergeException {
        if (Draft.isMissingOrNull(dest)) {
            if (patch == null && dest != null && !dest.text().isEmpty()) {
                // A null that somebody spelled out stays; `key:` with nothing behind it goes.
                return dest;
            }
            return !Draft.isMissingOrNull(patch) && Directive.take(patch, field) == Directive.DELETE ? null : patch;
        }
        if (patch != null && Draft.isMissingOrNull(patch)) {
            return null;
        }
        return switch (Directive.take(patch, field)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> dest;
        };
    }

    static MergeException mismatch(String wanted, Draft found, FieldTrail field) {
        return new MergeException(
                "kustomize/patch-type-mismatch",
                "the patch has " + shape(found) + " where the resource has " + wanted
                        + (field.isRoot() ? "" : ", at `" + field + "`"),
                found.origin(),
                field);
    }

    private static String shape(Draft draft) {
        if (draft instanceof Draft.OfMapping) {
            return "a mapping";
        }
        return draft instanceof Draft.OfSequence ? "a list" : "a scalar";
    }
}
