package io.github.ksailbot.cli.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.delivery.diagnosis.Diagnosis;
import io.github.ksailbot.delivery.diagnosis.DiagnosisText;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.finding.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a reconciliation ended, for people and for programs, the latter as {@code docs/reconcile-output.schema.json} says.
 *
 * @param attempts that failed and that another one followed; the notes of the end say the same to people
 */
record ReconcileReport(
        GitOpsEngine engine,
        Goal goal,
        Reconciliation ended,
        List<FailedAttempt> attempts,
        Diagnosis diagnosis,
        Duration took) {
    /** Grows when a field changes its meaning or goes; new fields may come without. */
    private static final int VERSION = 1;

    void print(PrintWriter out) {
        ended.notes().forEach(note -> out.println("note: " + Printable.of(note)));
        Reconciliation.Failure failure = ended.failure();
        if (failure == null) {
            out.println("✔ reconciliation completed: " + goal.environment() + " has converged in " + took.toSeconds()
                    + " s, " + ended.resources().size() + " objects");
        } else {
            DiagnosisText.of(diagnosis).forEach(line -> out.println(Printable.of(line)));
            out.println("✗ " + Printable.of(failure.message()));
            if (!diagnosis.summary().isEmpty()) {
                out.println(Printable.of(diagnosis.summary()));
            }
        }
        out.flush();
    }

    void printJson(PrintWriter out) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("environment", goal.environment());
            json.writeStringField("engine", word(engine));
            json.writeStringField("convergence", word(ended.convergence()));
            json.writeStringField("digest", goal.digest());
            json.writeStringField("commit", goal.commit());
            json.writeNumberField("seconds", took.toSeconds());
            json.writeArrayFieldStart("resources");
            for (ResourceState resource : ended.resources()) {
                write(json, resource);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("attempts");
            for (FailedAttempt attempt : attempts) {
                AttemptJson.write(json, attempt);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notes");
            for (String note : ended.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            write(json, ended.failure());
            json.writeEndObject();
        }
        out.println();
        out.flush();
    }

    private static void write(JsonGenerator json, ResourceState resource) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", resource.kind());
        json.writeStringField("namespace", resource.namespace());
        json.writeStringField("name", resource.name());
        json.writeStringField("phase", word(resource.phase()));
        json.writeStringField("reason", resource.reason());
        json.writeStringField("message", resource.message());
        json.writeStringField("blockedBy", resource.blockedBy());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Reconciliation.@Nullable Failure failure) throws IOException {
        if (failure == null) {
            json.writeNullField("failure");
            return;
        }
        json.writeObjectFieldStart("failure");
        json.writeStringField("message", failure.message());
        json.writeStringField("summary", diagnosis.summary());
        json.writeArrayFieldStart("causes");
        for (Diagnosis.Cause cause : diagnosis.causes()) {
            Origin origin = cause.origin();
            json.writeStartObject();
            json.writeStringField("title", cause.title());
            json.writeStringField("resource", cause.subject().toString());
            json.writeStringField("message", cause.message());
            json.writeStringField("advice", cause.advice());
            json.writeStringField("file", origin == null ? null : origin.file());
            json.writeNumberField("line", origin == null ? 0 : origin.line());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("diagnosis");
        for (String line : DiagnosisText.of(diagnosis)) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
