package io.github.ksailbot.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A verdict for programs, as {@code docs/check-output.schema.json} describes it. */
final class JsonReport {
    /** Grows when a field changes its meaning or goes; new fields may come without. */
    static final int VERSION = 1;

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    static void print(Judgement judgement, Writer out) throws IOException {
        try (JsonGenerator generator = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            new JsonReport(generator).write(judgement);
        }
        out.write('\n');
    }

    private void write(Judgement judgement) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("verdict", word(judgement.verdict()));
        json.writeBooleanField("compared", judgement.compared());
        json.writeArrayFieldStart("environments");
        for (EnvironmentReport report : judgement.environments()) {
            write(report, judgement.compared());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("unreached");
        manifests(judgement.loose().counts(), judgement.loose().skippedKinds());
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (EnvironmentReport report : judgement.environments()) {
            for (JudgedFinding judged : report.findings()) {
                write(judged, report.environment().value());
            }
        }
        for (JudgedFinding judged : judgement.unreached()) {
            write(judged, null);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void manifests(EnvironmentReport.Counts counts, SortedMap<String, Integer> skippedKinds)
            throws IOException {
        json.writeObjectFieldStart("manifests");
        json.writeNumberField("valid", counts.valid());
        json.writeNumberField("invalid", counts.invalid());
        json.writeNumberField("skipped", counts.skipped());
        json.writeNumberField("errors", counts.errors());
        json.writeEndObject();
        json.writeObjectFieldStart("skippedKinds");
        for (Map.Entry<String, Integer> kind : skippedKinds.entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
    }

    private void write(EnvironmentReport report, boolean compared) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", report.environment().value());
        json.writeStringField("verdict", word(report.verdict()));
        json.writeBooleanField("compared", compared && report.compared());
        manifests(report.counts(), report.skippedKinds());
        ScanVerdict scan = report.scan();
        if (scan != null) {
            write(scan);
        }
        json.writeEndObject();
    }

    private void write(ScanVerdict scan) throws IOException {
        json.writeObjectFieldStart("scan");
        json.writeStringField("verdict", word(scan.outcome()));
        json.writeNumberField("score", scan.scores().after());
        if (scan.scores().before() != null) {
            json.writeNumberField("scoreBefore", scan.scores().before());
        }
        json.writeNumberField("newFindings", scan.newFindings());
        texts("reasons", scan.reasons());
        texts("warnings", scan.warnings());
        texts("settingsChanges", scan.settingsChanges());
        json.writeEndObject();
    }

    private void texts(String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void write(JudgedFinding judged, @Nullable String environment) throws IOException {
        Finding finding = judged.finding();
        Origin origin = finding.origin();
        json.writeStartObject();
        json.writeStringField("rule", finding.rule().value());
        json.writeStringField("severity", word(finding.severity()));
        json.writeStringField("message", finding.message());
        json.writeStringField("fix", finding.fix());
        json.writeStringField("environment", environment);
        write(finding.resource());
        json.writeStringField("field", finding.field());
        Location location = origin == null ? null : origin.location();
        json.writeStringField("file", location == null ? null : location.file());
        json.writeNumberField("line", location == null ? 0 : location.line());
        json.writeNumberField("column", location == null ? 0 : location.column());
        json.writeArrayFieldStart("origins");
        if (origin != null) {
            for (Origin step : origin.chain()) {
                write(step);
            }
        }
        json.writeEndArray();
        json.writeBooleanField("new", judged.isNew());
        json.writeEndObject();
    }

    private void write(@Nullable ResourceId resource) throws IOException {
        if (resource == null) {
            json.writeNullField("resource");
            return;
        }
        json.writeObjectFieldStart("resource");
        json.writeStringField("apiVersion", resource.apiVersion());
        json.writeStringField("kind", resource.kind());
        json.writeStringField("namespace", resource.namespace());
        json.writeStringField("name", resource.name());
        json.writeEndObject();
    }

    private void write(Origin step) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", step.file());
        json.writeNumberField("line", step.line());
        json.writeNumberField("column", step.column());
        json.writeStringField("writer", word(step.writer()));
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
