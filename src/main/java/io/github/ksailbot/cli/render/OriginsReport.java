package io.github.ksailbot.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Leaves;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.source.SourcePath;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Who wrote each value of a rendered kustomization, for programs, as {@code docs/origins.schema.json} describes it. */
final class OriginsReport {
    /** Grows when a field changes its meaning or goes; new fields may come without. */
    static final int VERSION = 1;

    private final JsonGenerator json;

    private OriginsReport(JsonGenerator json) {
        this.json = json;
    }

    /**
     * One document, with a line break at its end.
     *
     * @param directory of the kustomization, in its source tree
     */
    static String of(SourcePath directory, List<Manifest> manifests) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator =
                new JsonFactory().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
            new OriginsReport(generator).write(directory, manifests);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.append('\n').toString();
    }

    private void write(SourcePath directory, List<Manifest> manifests) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("directory", directory.isRoot() ? "." : directory.value());
        json.writeArrayFieldStart("resources");
        for (Manifest manifest : manifests) {
            write(manifest);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Manifest manifest) throws IOException {
        ResourceId id = manifest.id();
        json.writeStartObject();
        json.writeObjectFieldStart("id");
        json.writeStringField("apiVersion", id.apiVersion());
        json.writeStringField("kind", id.kind());
        json.writeStringField("namespace", id.namespace());
        json.writeStringField("name", id.name());
        json.writeEndObject();
        json.writeStringField("file", manifest.origin().file());
        json.writeNumberField("line", manifest.origin().line());
        json.writeArrayFieldStart("values");
        try {
            Leaves.visit(manifest.root(), this::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(FieldPath path, Node value) {
        try {
            List<Origin> chain = value.origin().chain();
            json.writeStartObject();
            json.writeStringField("path", path.toPointer());
            step(chain.get(0));
            json.writeArrayFieldStart("over");
            for (Origin before : chain.subList(1, chain.size())) {
                json.writeStartObject();
                step(before);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void step(Origin step) throws IOException {
        json.writeStringField("writer", word(step.writer()));
        json.writeStringField("file", step.file());
        json.writeNumberField("line", step.line());
        json.writeNumberField("column", step.column());
    }

    static String word(Writer writer) {
        return writer.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
