package io.github.ksailbot.engine.scan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scans as SARIF 2.1.0, one run for each environment, as GitHub code scanning takes it.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifReport {
    /** What GitHub takes of one run; the mildest go first. */
    static final int MAX_RESULTS = 5_000;

    private static final int FINGERPRINT_BYTES = 16;

    private final JsonGenerator json;
    private final String version;

    private SarifReport(JsonGenerator json, String version) {
        this.json = json;
        this.version = version;
    }

    /**
     * Writes them.
     *
     * @param version of this program
     */
    public static void write(List<NamedReport> reports, String version, Writer out) throws IOException {
        try (JsonGenerator generator = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            new SarifReport(generator, version).write(reports);
        }
        out.write('\n');
    }

    private void write(List<NamedReport> reports) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        for (NamedReport report : reports) {
            run(report);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run(NamedReport report) throws IOException {
        List<ScanFinding> findings = report.report().findings().stream()
                .filter(finding -> !finding.location().file().isEmpty())
                .limit(MAX_RESULTS)
                .toList();
        Map<String, Control> rules = new TreeMap<>();
        findings.forEach(finding -> rules.put(finding.control().id(), finding.control()));
        List<String> ids = new ArrayList<>(rules.keySet());
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "ksail-bot");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (Control control : rules.values()) {
            rule(control);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("automationDetails");
        json.writeStringField("id", "ksail-bot/scan/" + report.name() + "/");
        json.writeEndObject();
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", isWhole(report));
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (String problem : report.problems()) {
            json.writeStartObject();
            json.writeStringField("level", "error");
            text("message", problem);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("results");
        for (ScanFinding finding : findings) {
            result(finding, ids.indexOf(finding.control().id()));
        }
        json.writeEndArray();
        json.writeStringField("columnKind", "unicodeCodePoints");
        json.writeEndObject();
    }

    /** Whether everything could be checked, the settings were right and some control looked at something. */
    private static boolean isWhole(NamedReport report) {
        return report.problems().isEmpty()
                && !report.report().coverage().isVacuous()
                && report.report().problems().stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    private void rule(Control control) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", control.id());
        json.writeStringField("name", control.name().replaceAll("[^A-Za-z0-9]+", ""));
        text("shortDescription", control.name());
        if (!control.description().isEmpty()) {
            text("fullDescription", control.description());
        }
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(control.severity()));
        json.writeEndObject();
        if (control.isKubescapes()) {
            json.writeStringField(
                    "helpUri",
                    "https://kubescape.io/docs/controls/" + control.id().toLowerCase(Locale.ROOT) + "/");
        }
        json.writeObjectFieldStart("properties");
        json.writeStringField("security-severity", String.valueOf(control.baseScore()));
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void result(ScanFinding finding, int rule) throws IOException {
        Location location = finding.location();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.control().id());
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", level(finding.control().severity()));
        text(
                "message",
                finding.resource() + ": " + finding.message() + (finding.fix().isEmpty() ? "" : " " + finding.fix()));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(location.file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", Math.max(1, location.line()));
        if (location.column() > 0) {
            json.writeNumberField("startColumn", location.column());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", finding.resource().toString());
        json.writeStringField("kind", "resource");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("ksailBot/v1", fingerprint(finding.key().toString()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void text(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(ControlSeverity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, UNKNOWN -> "note";
        };
    }

    /** A path as a relative reference: what a URI does not take is written as bytes of UTF-8. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/!$&'()*+,;=@".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return uri.toString();
    }

    private static String fingerprint(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
