package io.github.ksailbot.engine.scan.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ResourceResult;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;

/** What came of one resource, in the shape of Kubescape's report: each control, each rule, each path. */
final class ResultSection {
    private final JsonGenerator json;

    ResultSection(JsonGenerator json) {
        this.json = json;
    }

    void write(String id, Map<ControlResult, ResourceResult> controls) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceID", id);
        json.writeArrayFieldStart("controls");
        for (Map.Entry<ControlResult, ResourceResult> entry : controls.entrySet()) {
            ResourceResult resource = entry.getValue();
            json.writeStartObject();
            json.writeStringField("controlID", entry.getKey().control().id());
            json.writeStringField("name", entry.getKey().control().name());
            json.writeStringField(
                    "severity", entry.getKey().control().severity().text());
            json.writeObjectFieldStart("status");
            json.writeStringField("status", resource.status().text());
            if (resource.subStatus() != SubStatus.NONE) {
                json.writeStringField("subStatus", resource.subStatus().text());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("rules");
            for (ResourceResult.RuleResult rule : resource.rules()) {
                write(rule);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(ResourceResult.RuleResult rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rule.rule());
        json.writeStringField("status", rule.status().text());
        if (!rule.alerts().isEmpty()) {
            json.writeArrayFieldStart("paths");
            for (Alert alert : rule.alerts()) {
                paths(alert);
            }
            json.writeEndArray();
        }
        if (!rule.exceptions().isEmpty()) {
            json.writeArrayFieldStart("exception");
            for (String exception : rule.exceptions()) {
                json.writeStartObject();
                json.writeStringField("name", exception);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void paths(Alert alert) throws IOException {
        for (String path : new LinkedHashSet<>(alert.failedPaths())) {
            path("failedPath", path);
        }
        for (String path : new LinkedHashSet<>(alert.deletePaths())) {
            path("deletePath", path);
        }
        for (String path : new LinkedHashSet<>(alert.reviewPaths())) {
            path("reviewPath", path);
        }
        for (Fix fix : alert.fixPaths()) {
            json.writeStartObject();
            json.writeObjectFieldStart("fixPath");
            json.writeStringField("path", fix.path());
            json.writeStringField("value", fix.value());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void path(String field, String path) throws IOException {
        json.writeStartObject();
        json.writeStringField(field, path);
        json.writeEndObject();
    }
}
