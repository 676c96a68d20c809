package io.github.ksailbot.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.graph.ApplyOrder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.source.SourcePath;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** Graphs of environments for programs, as {@code docs/graph-output.schema.json} describes them. */
final class GraphJson {
    /** Grows when a field changes its meaning or goes; new fields may come without. */
    private static final int VERSION = 1;

    private GraphJson() {}

    static String of(List<Closure> closures) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("environments");
            for (Closure closure : closures) {
                write(json, closure);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out + "\n";
    }

    private static void write(JsonGenerator json, Closure closure) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", closure.environment().name().value());
        json.writeStringField("engine", closure.environment().engine().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("entries");
        for (SourcePath entry : closure.environment().entries()) {
            json.writeString(entry.toString());
        }
        json.writeEndArray();
        json.writeNumberField("manifests", closure.manifests().size());
        json.writeBooleanField("complete", closure.isWhole());
        json.writeArrayFieldStart("nodes");
        for (GraphNode node : closure.nodes()) {
            write(json, node);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, GraphNode node) throws IOException {
        json.writeStartObject();
        key(json, node.key());
        json.writeFieldName("parent");
        ObjectKey parent = node.parent();
        if (parent == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            key(json, parent);
            json.writeEndObject();
        }
        json.writeStringField(
                "state", node.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeStringField("reason", node.reason());
        json.writeNumberField("manifests", node.manifests().size());
        json.writeArrayFieldStart("dependsOn");
        for (ObjectKey dependency : ApplyOrder.dependencies(node)) {
            json.writeStartObject();
            key(json, dependency);
            json.writeEndObject();
        }
        json.writeEndArray();
        Location location = node.object().origin().location();
        json.writeStringField("file", location.file());
        json.writeNumberField("line", location.line());
        json.writeEndObject();
    }

    private static void key(JsonGenerator json, ObjectKey key) throws IOException {
        json.writeStringField("kind", key.kind());
        json.writeStringField("namespace", key.namespace());
        json.writeStringField("name", key.name());
    }
}
