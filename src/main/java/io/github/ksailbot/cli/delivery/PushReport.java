package io.github.ksailbot.cli.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.registry.RegistryException;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How a push ended, for people and for programs, the latter as {@code docs/push-output.schema.json} describes it.
 *
 * @param files of the artifact
 */
record PushReport(String environment, PushTarget target, int files, PushAttempts attempts) {
    /** Grows when a field changes its meaning or goes; new fields may come without. */
    private static final int VERSION = 1;

    void print(Publication publication, PrintWriter out) {
        RegistryTarget to = target.target();
        String place = to.syncRepository() + ":" + to.tag();
        out.println(
                switch (publication.outcome()) {
                    case PUSHED -> "pushed " + files + " files to " + place;
                    case UNCHANGED -> "unchanged: " + place + " has the same content already, nothing was pushed";
                    case OUTDATED -> "outdated: " + place + " has a newer commit, nothing was pushed";
                });
        out.println("digest " + publication.digest());
        if (!publication.revision().isEmpty()) {
            out.println("revision " + publication.revision());
        }
        for (FailedAttempt attempt : attempts.failed()) {
            out.println(Printable.of("attempt " + attempt.number() + " failed: " + attempt.cause()));
        }
        out.flush();
    }

    void printJson(Publication publication, PrintWriter out) throws IOException {
        printJson(out, json -> {
            json.writeStringField("outcome", publication.outcome().name().toLowerCase(Locale.ROOT));
            json.writeStringField("digest", publication.digest());
            json.writeStringField("revision", publication.revision());
            json.writeArrayFieldStart("tags");
            for (String tag : publication.tags()) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeNumberField("bytesSent", publication.bytesSent());
            json.writeNumberField("requests", publication.requests());
        });
    }

    /** For a push that no attempt got through. */
    void printJson(RegistryException failure, PrintWriter out) throws IOException {
        printJson(out, json -> {
            json.writeStringField("outcome", "failed");
            json.writeStringField("failure", failure.getMessage());
        });
    }

    /** What differs from one outcome to another. */
    private interface Ending {
        void write(JsonGenerator json) throws IOException;
    }

    private void printJson(PrintWriter out, Ending ending) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("environment", environment);
            json.writeStringField("repository", target.target().syncRepository());
            json.writeStringField("tag", target.target().tag());
            json.writeStringField("from", target.origin());
            json.writeNumberField("files", files);
            ending.write(json);
            json.writeArrayFieldStart("attempts");
            for (FailedAttempt attempt : attempts.failed()) {
                AttemptJson.write(json, attempt);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
        out.flush();
    }
}
