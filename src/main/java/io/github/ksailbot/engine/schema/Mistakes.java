package io.github.ksailbot.engine.schema;

import com.networknt.schema.Error;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes of what a validator says the list that a person wants to read: one entry a cause, in document order. */
final class Mistakes {
    private static final Comparator<Mistake> IN_DOCUMENT = Comparator.comparing(
                    Mistakes::position, Place::compareInDocument)
            .thenComparing(mistake -> mistake.getClass().getSimpleName())
            .thenComparing(Mistakes::field);

    /** What a validator says beyond this is not read: a hostile manifest can have a mistake for every few bytes. */
    static final int MAX_READ = 1000;

    /** How SOPS begins an encrypted value. */
    static final String ENCRYPTED = "ENC[AES256_GCM,";

    private Mistakes() {}

    /**
     * @param root the manifest
     * @param errors of its schema
     * @param refused what else is wrong with it
     */
    static List<Mistake> of(Place root, List<Error> errors, List<Mistake> refused) {
        Set<Mistake> seen = new HashSet<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (Error error : errors.subList(0, Math.min(errors.size(), MAX_READ))) {
            Mistake mistake = Mistake.of(root, error);
            if (!isHarmless(root, mistake) && seen.add(mistake)) {
                mistakes.add(mistake);
            }
        }
        mistakes.addAll(refused.subList(0, Math.min(refused.size(), MAX_READ)));
        mistakes.removeIf(mistake -> mistake instanceof Mistake.MissingField missing && isExplained(missing, mistakes));
        mistakes.sort(IN_DOCUMENT);
        return mistakes;
    }

    /** Where the mistake stands: the unknown field itself, else the place. */
    static Place position(Mistake mistake) {
        if (mistake instanceof Mistake.UnknownField unknown) {
            Place field = unknown.place().field(unknown.field());
            return field == null ? unknown.place() : field;
        }
        return mistake.place();
    }

    private static String field(Mistake mistake) {
        return mistake instanceof Mistake.MissingField missing ? missing.field() : "";
    }

    /**
     * What the API server does not mind: it ignores what is written under {@code status}, so nothing is missing there;
     * and an encrypted value is not the one that it gets.
     */
    private static boolean isHarmless(Place root, Mistake mistake) {
        boolean absent = mistake instanceof Mistake.MissingField || mistake instanceof Mistake.Empty;
        return (absent && mistake.place().isWithin("status"))
                || (mistake.place().node() instanceof ScalarNode scalar
                        && scalar.text().startsWith(ENCRYPTED)
                        && root.node() instanceof MappingNode mapping
                        && SchemaValidator.isEncrypted(mapping));
    }

    /** A field is not missing when it is there under a misspelt name, or one level too high or too low. */
    private static boolean isExplained(Mistake.MissingField missing, List<Mistake> mistakes) {
        for (Mistake mistake : mistakes) {
            if (mistake instanceof Mistake.UnknownField unknown) {
                Place object = unknown.place();
                if (object.node() == missing.place().node()
                        && (missing.field().equals(Advice.misspelt(unknown)) || leadsInto(missing, unknown))) {
                    return true;
                }
                if (unknown.field().equals(missing.field())
                        && (isParent(object, missing.place()) || isParent(missing.place(), object))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the unknown field belongs into the missing one, as `containers` of a deployment into `template`. */
    private static boolean leadsInto(Mistake.MissingField missing, Mistake.UnknownField unknown) {
        String home = Homes.below(unknown.place(), unknown.field(), Advice.DEPTH);
        String path = missing.place().path(missing.field());
        return home.equals(path) || home.startsWith(path + ".");
    }

    private static boolean isParent(Place parent, Place child) {
        return child.parent() != null && child.parent().node() == parent.node();
    }
}
