package io.github.ksailbot.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** How a push ended, for people and for programs, the latter as {@code docs/push-output.schema.json} describes it. */
record PushReport(String environment, PushTarget target, PackedArtifact artifact, Publication publication) {
    /** Grows when a field changes its meaning or goes; new fields may come without. */
    private static final int VERSION = 1;

    void print(PrintWriter out) {
        RegistryTarget to = target.target();
        String place = to.syncRepository() + ":" + to.tag();
        out.println(
                switch (publication.outcome()) {
                    case PUSHED -> "pushed " + artifact.files() + " files to " + place;
                    case UNCHANGED -> "unchanged: " + place + " has the same content already, nothing was pushed";
                    case OUTDATED -> "outdated: " + place + " has a newer commit, nothing was pushed";
                });
        out.println("digest " + publication.digest());
        if (!publication.revision().isEmpty()) {
            out.println("revision " + publication.revision());
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
            json.writeStringField("outcome", publication.outcome().name().toLowerCase(Locale.ROOT));
            json.writeStringField("environment", environment);
            json.writeStringField("repository", target.target().syncRepository());
            json.writeStringField("tag", target.target().tag());
            json.writeStringField("from", target.origin());
            json.writeStringField("digest", publication.digest());
            json.writeStringField("revision", publication.revision());
            json.writeArrayFieldStart("tags");
            for (String tag : publication.tags()) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeNumberField("files", artifact.files());
            json.writeNumberField("bytesSent", publication.bytesSent());
            json.writeNumberField("requests", publication.requests());
            json.writeEndObject();
        }
        out.println();
        out.flush();
    }
}
