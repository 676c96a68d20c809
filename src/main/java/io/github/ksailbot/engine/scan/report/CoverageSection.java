package io.github.ksailbot.engine.scan.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ScanReport;
import java.io.IOException;
import java.util.List;

/** What a scan could not look at, in the shape of Kubescape's report; left out when there is nothing to say. */
final class CoverageSection {
    private static final float FULL = 100;

    private final JsonGenerator json;

    CoverageSection(JsonGenerator json) {
        this.json = json;
    }

    void write(ScanReport report, List<String> problems) throws IOException {
        List<ControlResult> controls = report.controls();
        List<ControlResult> open =
                controls.stream().filter(control -> !control.reason().isEmpty()).toList();
        List<String> vacuous = report.coverage().vacuous();
        if (open.isEmpty() && vacuous.isEmpty() && problems.isEmpty() && !controls.isEmpty()) {
            return;
        }
        int evaluated = controls.size() - open.size();
        json.writeObjectFieldStart("scanCoverage");
        if (!open.isEmpty()) {
            json.writeArrayFieldStart("notEvaluatedControls");
            for (ControlResult control : open) {
                json.writeStartObject();
                json.writeStringField("controlID", control.control().id());
                json.writeStringField("reason", control.openBecause());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeNumberField("coverageScore", controls.isEmpty() ? 0 : FULL * evaluated / controls.size());
        json.writeNumberField("evaluatedControls", evaluated);
        json.writeNumberField("totalControls", controls.size());
        json.writeBooleanField("degraded", controls.isEmpty() || !open.isEmpty() || !problems.isEmpty());
        texts("vacuousFrameworks", vacuous);
        texts("problems", problems);
        json.writeEndObject();
    }

    private void texts(String field, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(field);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }
}
