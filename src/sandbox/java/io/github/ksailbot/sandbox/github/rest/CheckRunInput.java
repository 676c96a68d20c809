package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says of a check run, held against GitHub's rules before anything is changed. */
record CheckRunInput(JsonNode body, List<CheckRun.Annotation> annotations) {

    /** Characters of {@code summary} and of {@code text}. */
    static final int LONGEST_TEXT = 65_535;

    static final int LONGEST_TITLE = 255;

    /** In one request; further ones are appended. */
    static final int MOST_ANNOTATIONS = 50;

    private static final int LONGEST_RAW_DETAILS = 64 * 1024;

    private static final Set<String> STATUSES = Set.of("queued", "in_progress", "completed");

    private static final Set<String> CONCLUSIONS =
            Set.of("success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required");

    private static final Set<String> LEVELS = Set.of("notice", "warning", "failure");

    static CheckRunInput of(JsonNode body) {
        choice(body, "status", STATUSES);
        choice(body, "conclusion", CONCLUSIONS);
        if ("completed".equals(body.path("status").asText())
                && !body.path("conclusion").isTextual()) {
            throw ApiError.invalid("CheckRun", "conclusion", "conclusion is required when status is completed");
        }
        JsonNode output = body.path("output");
        if (output.isObject() && !output.path("summary").isTextual()) {
            throw ApiError.malformed("\"summary\" wasn't supplied.");
        }
        longest(output, "title", LONGEST_TITLE);
        longest(output, "summary", LONGEST_TEXT);
        longest(output, "text", LONGEST_TEXT);
        if (output.path("annotations").size() > MOST_ANNOTATIONS) {
            throw ApiError.malformed("No more than " + MOST_ANNOTATIONS + " items are allowed; "
                    + output.path("annotations").size() + " were supplied.");
        }
        List<CheckRun.Annotation> annotations = new ArrayList<>();
        output.path("annotations").forEach(annotation -> annotations.add(annotation(annotation)));
        return new CheckRunInput(body, annotations);
    }

    void applyTo(CheckRun run, Instant now) {
        run.name = text("name", run.name);
        run.externalId = textOrNull("external_id", run.externalId);
        run.detailsUrl = textOrNull("details_url", run.detailsUrl);
        run.status = text("status", run.status);
        if (body.path("conclusion").isTextual()) {
            run.conclusion = body.path("conclusion").textValue();
            run.status = "completed";
        } else if (!"completed".equals(run.status)) {
            run.conclusion = null;
            run.completedAt = null;
        }
        Instant started = time("started_at");
        run.startedAt = started != null ? started : run.startedAt == null ? now : run.startedAt;
        if ("completed".equals(run.status)) {
            Instant completed = time("completed_at");
            run.completedAt = completed != null ? completed : now;
        }
        JsonNode output = body.path("output");
        if (output.isObject()) {
            run.title = output.path("title").isTextual() ? output.path("title").textValue() : run.title;
            run.summary = output.path("summary").textValue();
            run.text = output.path("text").isTextual() ? output.path("text").textValue() : run.text;
            run.annotations.addAll(annotations);
        }
    }

    private static CheckRun.Annotation annotation(JsonNode json) {
        for (String field : List.of("path", "message", "annotation_level")) {
            if (!json.path(field).isTextual()) {
                throw ApiError.malformed("\"" + field + "\" wasn't supplied.");
            }
        }
        choice(json, "annotation_level", LEVELS);
        longest(json, "title", LONGEST_TITLE);
        longest(json, "message", LONGEST_RAW_DETAILS);
        longest(json, "raw_details", LONGEST_RAW_DETAILS);
        int start = json.path("start_line").asInt();
        int end = json.path("end_line").asInt();
        if (start < 1 || end < start) {
            throw ApiError.invalid(
                    "CheckAnnotation", "end_line", "lines count from 1 and end_line is not before start_line");
        }
        if (start != end && (json.has("start_column") || json.has("end_column"))) {
            throw ApiError.invalid("CheckAnnotation", "start_column", "columns are only allowed on a single line");
        }
        return new CheckRun.Annotation(
                json.path("path").textValue(),
                start,
                end,
                number(json.path("start_column")),
                number(json.path("end_column")),
                json.path("annotation_level").textValue(),
                json.path("message").textValue(),
                json.path("title").textValue(),
                json.path("raw_details").textValue());
    }

    private static @Nullable Integer number(JsonNode value) {
        return value.isInt() ? value.intValue() : null;
    }

    private static void choice(JsonNode object, String field, Set<String> allowed) {
        JsonNode value = object.path(field);
        if (value.isTextual() && !allowed.contains(value.textValue())) {
            throw ApiError.invalid("CheckRun", field, value.textValue() + " is not one of " + allowed);
        }
    }

    private static void longest(JsonNode object, String field, int most) {
        String value = object.path(field).asText("");
        if (value.codePointCount(0, value.length()) > most) {
            throw ApiError.malformed("Only " + most + " characters are allowed; "
                    + value.codePointCount(0, value.length()) + " were supplied in \"" + field + "\".");
        }
    }

    private String text(String field, String otherwise) {
        return body.path(field).isTextual() ? body.path(field).textValue() : otherwise;
    }

    private @Nullable String textOrNull(String field, @Nullable String otherwise) {
        return body.path(field).isTextual() ? body.path(field).textValue() : otherwise;
    }

    private @Nullable Instant time(String field) {
        try {
            return body.path(field).isTextual()
                    ? java.time.OffsetDateTime.parse(body.path(field).textValue())
                            .toInstant()
                    : null;
        } catch (DateTimeParseException e) {
            throw ApiError.invalid("CheckRun", field, "not an ISO 8601 time");
        }
    }
}
