package io.github.ksailbot.engine.scan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ResourceResult;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.exception.ResourceIds;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import io.github.ksailbot.engine.scan.score.Counts;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scan in the shape of Kubescape's own JSON report, version 2, so that what reads those reads this. */
public final class KubescapeReport {
    /** Kubescape's number for a scan of a directory. */
    private static final int DIRECTORY = 4;

    private final JsonGenerator json;

    private KubescapeReport(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes one scan.
     *
     * @param problems why not everything could be checked
     * @param made when
     */
    public static void write(ScanReport report, List<String> problems, Instant made, Writer out) throws IOException {
        try (JsonGenerator generator = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            new KubescapeReport(generator).write(report, problems, made);
        }
        out.write('\n');
    }

    private void write(ScanReport report, List<String> problems, Instant made) throws IOException {
        Map<String, Map<ControlResult, ResourceResult>> resources = new LinkedHashMap<>();
        Map<String, ScanObject> objects = new LinkedHashMap<>();
        for (ControlResult control : report.controls()) {
            control.distinct().forEach(resource -> {
                String id = ResourceIds.of(resource.object());
                objects.putIfAbsent(id, resource.object());
                resources.computeIfAbsent(id, key -> new LinkedHashMap<>()).put(control, resource);
            });
        }
        json.writeStartObject();
        json.writeStringField("generationTime", made.toString());
        json.writeNullField("clusterAPIServerInfo");
        json.writeStringField("clusterCloudProvider", "");
        json.writeStringField("customerGUID", "");
        json.writeStringField("clusterName", "");
        json.writeStringField("reportGUID", "");
        json.writeArrayFieldStart("attributes");
        json.writeEndArray();
        summary(report, resources);
        new ResourceSection(json).write(objects.values());
        json.writeArrayFieldStart("results");
        for (Map.Entry<String, Map<ControlResult, ResourceResult>> entry : resources.entrySet()) {
            new ResultSection(json).write(entry.getKey(), entry.getValue());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("metadata");
        json.writeObjectFieldStart("targetMetadata");
        json.writeEndObject();
        json.writeObjectFieldStart("scanMetadata");
        json.writeArrayFieldStart("targetNames");
        for (FrameworkResult framework : report.frameworks()) {
            json.writeString(framework.name());
        }
        json.writeEndArray();
        json.writeStringField("targetType", "Framework");
        json.writeNumberField("scanningTarget", DIRECTORY);
        json.writeArrayFieldStart("excludedNamespaces");
        for (String namespace : report.settings().excludedNamespaces()) {
            json.writeString(namespace);
        }
        json.writeEndArray();
        json.writeNumberField("complianceThreshold", report.settings().threshold());
        json.writeEndObject();
        json.writeEndObject();
        new CoverageSection(json).write(report, problems);
        json.writeEndObject();
    }

    private void summary(ScanReport report, Map<String, Map<ControlResult, ResourceResult>> resources)
            throws IOException {
        json.writeObjectFieldStart("summaryDetails");
        controls(report.controls());
        json.writeStringField("status", report.status().text());
        json.writeArrayFieldStart("frameworks");
        for (FrameworkResult framework : report.frameworks()) {
            json.writeStartObject();
            json.writeStringField("name", framework.name());
            json.writeStringField("status", framework.status().text());
            json.writeStringField("version", "");
            counters("ResourceCounters", resources(framework.controls()));
            json.writeNumberField("score", framework.risk());
            json.writeNumberField("complianceScore", framework.compliance());
            controls(framework.controls());
            json.writeEndObject();
        }
        json.writeEndArray();
        severities(report);
        counters(
                "ResourceCounters",
                counts(resources.values().stream()
                        .map(results -> results.values().stream()
                                .map(ResourceResult::status)
                                .reduce(Status.PASSED, Status::worst))
                        .toList()));
        json.writeObjectFieldStart("vulnerabilities");
        for (String unknown : List.of("mapsSeverityToSummary", "CVEs", "packageScores", "images")) {
            json.writeNullField(unknown);
        }
        json.writeEndObject();
        json.writeNumberField("score", report.risk());
        json.writeNumberField("complianceScore", report.compliance());
        json.writeEndObject();
    }

    private void severities(ScanReport report) throws IOException {
        Map<ControlSeverity, Integer> controls = new LinkedHashMap<>();
        Map<ControlSeverity, Integer> resources = new LinkedHashMap<>();
        for (ControlResult control : report.controls()) {
            if (control.status() == Status.FAILED) {
                controls.merge(control.control().severity(), 1, Integer::sum);
                resources.merge(control.control().severity(), control.counts().failed(), Integer::sum);
            }
        }
        severities("resourcesSeverityCounters", resources);
        severities("controlsSeverityCounters", controls);
    }

    private void severities(String field, Map<ControlSeverity, Integer> counts) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("criticalSeverity", counts.getOrDefault(ControlSeverity.CRITICAL, 0));
        json.writeNumberField("highSeverity", counts.getOrDefault(ControlSeverity.HIGH, 0));
        json.writeNumberField("mediumSeverity", counts.getOrDefault(ControlSeverity.MEDIUM, 0));
        json.writeNumberField("lowSeverity", counts.getOrDefault(ControlSeverity.LOW, 0));
        json.writeEndObject();
    }

    private void controls(List<ControlResult> controls) throws IOException {
        json.writeObjectFieldStart("controls");
        for (ControlResult control : controls) {
            json.writeObjectFieldStart(control.control().id());
            status("statusInfo", control.status(), control.subStatus(), control.reason());
            json.writeStringField("controlID", control.control().id());
            json.writeStringField("name", control.control().name());
            json.writeStringField("status", control.status().text());
            json.writeObjectFieldStart("resourceIDs");
            for (ResourceResult resource : control.distinct()) {
                json.writeStringField(
                        ResourceIds.of(resource.object()), resource.status().text());
            }
            json.writeEndObject();
            counters("ResourceCounters", control.counts());
            json.writeObjectFieldStart("subStatusCounters");
            json.writeNumberField("ignoredResources", control.excepted());
            json.writeEndObject();
            json.writeNumberField("score", control.risk().ofControl());
            json.writeNumberField("complianceScore", control.compliance());
            json.writeNumberField("scoreFactor", control.control().baseScore());
            json.writeStringField("severity", control.control().severity().text());
            if (!control.control().category().isEmpty()) {
                json.writeObjectFieldStart("category");
                json.writeStringField("name", control.control().category());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void counters(String field, Counts counts) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("passedResources", counts.passed());
        json.writeNumberField("failedResources", counts.failed());
        json.writeNumberField("skippedResources", counts.skipped());
        json.writeNumberField("excludedResources", 0);
        json.writeEndObject();
    }

    private void status(String field, Status status, SubStatus subStatus, @Nullable String info) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("status", status.text());
        if (subStatus != SubStatus.NONE) {
            json.writeStringField("subStatus", subStatus.text());
        }
        if (info != null && !info.isEmpty()) {
            json.writeStringField("info", info);
        }
        json.writeEndObject();
    }

    private static Counts resources(List<ControlResult> controls) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        controls.forEach(control -> control.distinct()
                .forEach(resource ->
                        statuses.merge(ResourceIds.of(resource.object()), resource.status(), Status::worst)));
        return counts(List.copyOf(statuses.values()));
    }

    private static Counts counts(List<Status> statuses) {
        int passed = 0;
        int failed = 0;
        for (Status status : statuses) {
            passed += status == Status.PASSED ? 1 : 0;
            failed += status == Status.FAILED ? 1 : 0;
        }
        return new Counts(passed, failed, statuses.size() - passed - failed);
    }
}
