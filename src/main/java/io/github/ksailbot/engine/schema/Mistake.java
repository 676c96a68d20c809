package io.github.ksailbot.engine.schema;

import com.networknt.schema.Error;
import io.github.ksailbot.engine.manifest.ScalarNode;
import org.jspecify.annotations.Nullable;

/** One thing that a manifest's schema does not allow, at its place. */
sealed interface Mistake {

    /** Where it is; for a field that is missing or unknown: the object. */
    Place place();

    /**
     * A field that the type does not have.
     *
     * @param field its name as it is written in the object
     */
    record UnknownField(Place place, String field) implements Mistake {}

    /**
     * A field that the object must have, and has not.
     *
     * @param field its name
     */
    record MissingField(Place place, String field) implements Mistake {}

    /** A value that is null where a value is required. */
    record Empty(Place place) implements Mistake {}

    record WrongType(Place place) implements Mistake {}

    record WrongEnum(Place place) implements Mistake {}

    record WrongFormat(Place place, String format) implements Mistake {}

    /**
     * What no schema says, such as the rules for names.
     *
     * @param ofKey whether the key is wrong, not the value
     */
    record Refused(Place place, boolean ofKey, String rule, String message, String fix) implements Mistake {}

    /**
     * What has no words of our own.
     *
     * @param reason in the validator's words
     */
    record Other(Place place, String reason) implements Mistake {}

    /**
     * What an error of the validator means.
     *
     * @param root the manifest that was validated
     * @param error what the validator says of it
     */
    static Mistake of(Place root, Error error) {
        Place place = root.at(error.getInstanceLocation());
        @Nullable String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties" -> new UnknownField(place, property == null ? "" : property);
            case "required" -> new MissingField(place, property == null ? "" : property);
            case "not" -> new Empty(place);
            case "type" -> isNull(place) ? new Empty(place) : new WrongType(place);
            case "enum" -> new WrongEnum(place);
            case "format" -> new WrongFormat(place, place.type().format());
            default -> new Other(place, error.getMessage());
        };
    }

    private static boolean isNull(Place place) {
        return place.node() instanceof ScalarNode scalar && scalar.isNull();
    }
}
