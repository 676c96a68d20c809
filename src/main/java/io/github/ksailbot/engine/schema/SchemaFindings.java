package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in words, and at a place of a file, what is wrong with one resource. */
final class SchemaFindings {
    /** What an engine may replace; an opening brace alone is text, and makes no wrong value right. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[#_a-zA-Z][^}]*}");

    private final ResourceId resource;
    private final Wording wording;

    /** @param secret whether the values of {@code data} must not be repeated */
    SchemaFindings(ResourceId resource, boolean secret) {
        this.resource = resource;
        this.wording = new Wording(secret);
    }

    Finding of(Mistake mistake) {
        Place place = mistake.place();
        if (isValue(mistake)
                && place.node() instanceof ScalarNode scalar
                && VARIABLE.matcher(scalar.text()).find()) {
            return Finding.warning(
                            "schema/unresolved-variable",
                            "%s cannot be judged before the variable in it has a value: %s."
                                    .formatted(Wording.path(place), wording.value(place)),
                            place.node().origin())
                    .about(resource, place.path());
        }
        if (mistake instanceof Mistake.UnknownField unknown) {
            return unknown(unknown);
        }
        if (mistake instanceof Mistake.MissingField missing) {
            return missing(missing);
        }
        if (mistake instanceof Mistake.Empty) {
            return empty(place);
        }
        if (mistake instanceof Mistake.Refused refused) {
            Origin origin = refused.ofKey() ? place.head() : place.node().origin();
            return Finding.error(refused.rule(), refused.message(), origin)
                    .about(resource, place.path())
                    .withFix(refused.fix());
        }
        if (mistake instanceof Mistake.WrongType) {
            return wrongType(place);
        }
        if (mistake instanceof Mistake.WrongEnum) {
            return wrongEnum(place);
        }
        if (mistake instanceof Mistake.WrongFormat format) {
            return wrongFormat(place, format.format());
        }
        return at(
                "schema/invalid",
                "%s is not what the schema allows: %s."
                        .formatted(Wording.path(place), ((Mistake.Other) mistake).reason()),
                place);
    }

    private static boolean isValue(Mistake mistake) {
        return mistake instanceof Mistake.WrongType
                || mistake instanceof Mistake.WrongEnum
                || mistake instanceof Mistake.WrongFormat
                || (mistake instanceof Mistake.Refused refused && !refused.ofKey());
    }

    private Finding unknown(Mistake.UnknownField unknown) {
        Place object = unknown.place();
        Origin origin = Mistakes.position(unknown).head();
        return Finding.error(
                        "schema/unknown-field",
                        "Unknown field %s in %s.".formatted(Wording.code(unknown.field()), object(object)),
                        origin)
                .about(resource, object.path(unknown.field()))
                .withFix(Advice.forUnknownField(unknown));
    }

    private Finding missing(Mistake.MissingField missing) {
        Place object = missing.place();
        return Finding.error(
                        "schema/missing-field",
                        "Required field %s is missing in %s.".formatted(Wording.code(missing.field()), object(object)),
                        object.head())
                .about(resource, object.path(missing.field()));
    }

    private Finding empty(Place place) {
        boolean item = place.key().isEmpty();
        return at(
                item ? "schema/wrong-type" : "schema/missing-field",
                item
                        ? "Item %s is empty; it must be %s."
                                .formatted(Wording.path(place), Wording.expected(place.type()))
                        : "Required field %s is empty; it must be %s."
                                .formatted(Wording.path(place), Wording.expected(place.type())),
                place);
    }

    private Finding wrongType(Place place) {
        return at(
                        "schema/wrong-type",
                        "%s must be %s, but is %s."
                                .formatted(Wording.path(place), Wording.expected(place.type()), wording.found(place)),
                        place)
                .withFix(new TypeAdvice(wording).of(place));
    }

    private Finding wrongEnum(Place place) {
        List<String> values = place.type().values();
        String listed = values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        String nearest = place.node() instanceof ScalarNode scalar ? Spelling.nearest(scalar.text(), values) : "";
        return at(
                        "schema/wrong-enum",
                        "%s must be one of %s, but is %s.".formatted(Wording.path(place), listed, wording.value(place)),
                        place)
                .withFix(nearest.isEmpty() ? "" : "Did you mean `%s`?".formatted(nearest));
    }

    private Finding wrongFormat(Place place, String format) {
        String path = Wording.path(place);
        String found = wording.value(place);
        return switch (format) {
            case "int32", "int64" ->
                at(
                        "schema/wrong-format",
                        "%s must be an integer of %s bits, but %s is too large."
                                .formatted(path, format.substring(3), found),
                        place);
            case "byte" ->
                at("schema/wrong-format", "%s must be encoded with base64.".formatted(path), place)
                        .withFix(
                                place.isWithin("data")
                                        ? "Encode the value, or move it as plain text to `stringData`."
                                        : "Encode the value.");
            case "quantity" ->
                at(
                                "schema/wrong-format",
                                "%s must be a quantity such as `500m` or `1Gi`, but is %s.".formatted(path, found),
                                place)
                        .withFix("Units are m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, or none.");
            default ->
                at(
                        "schema/wrong-format",
                        "%s must be a date and time such as `2026-01-31T12:00:00Z`, but is %s.".formatted(path, found),
                        place);
        };
    }

    private Finding at(String rule, String message, Place place) {
        return Finding.error(rule, message, place.node().origin()).about(resource, place.path());
    }

    /** Such as "`spec.template.spec` (PodSpec)". */
    private static String object(Place place) {
        String title = place.type().title();
        if (place.path().isEmpty()) {
            return title.isEmpty() ? "the manifest" : title;
        }
        return Wording.path(place) + (title.isEmpty() ? "" : " (" + title + ")");
    }
}
