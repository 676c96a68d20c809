package io.github.ksailbot.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Compliance;
import io.github.ksailbot.engine.scan.score.Counts;
import io.github.ksailbot.engine.scan.score.Risk;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The numbers of Kubescape's own tests of its scores: each must come out to the last digit of single precision. */
class ScoreConformanceTest {
    private static final Path CASES =
            Path.of(System.getProperty("conformance", "absent"), "kubescape", "score", "cases.json");

    private static JsonNode cases() throws IOException {
        assumeTrue(Files.isRegularFile(CASES), "no conformance cases at " + CASES);
        return new ObjectMapper().readTree(CASES.toFile());
    }

    @Test
    void controlCompliance_comesOutRight() throws IOException {
        JsonNode cases = cases().get("controlCompliance");
        assertThat(cases).hasSizeGreaterThanOrEqualTo(4);
        for (JsonNode one : cases) {
            Map<Status, Integer> counts = new TreeMap<>();
            one.get("resources").forEach(status -> counts.merge(status(status.asText()), 1, Integer::sum));
            Counts counted = new Counts(
                    counts.getOrDefault(Status.PASSED, 0),
                    counts.getOrDefault(Status.FAILED, 0),
                    counts.getOrDefault(Status.SKIPPED, 0));
            String written = one.path("status").asText();
            Status status =
                    !written.isEmpty() ? status(written) : counted.failed() > 0 ? Status.FAILED : Status.SKIPPED;
            assertThat(Compliance.ofControl(status, counted))
                    .as(one.get("name").asText())
                    .isEqualTo((float) one.get("expected").asDouble());
        }
    }

    @Test
    void report_comesOutRight() throws IOException {
        JsonNode report = cases().get("report");
        List<FrameworkResult> frameworks = new ArrayList<>();
        for (JsonNode framework : report.get("frameworks")) {
            List<ControlResult> controls = new ArrayList<>();
            for (JsonNode control : framework.get("controls")) {
                ControlResult result = control(control, report.get("resources"));
                controls.add(result);
                assertThat(result.compliance())
                        .isEqualTo((float) control.get("compliance").asDouble());
                assertThat(result.risk().ofControl())
                        .isEqualTo((float) control.get("riskScore").asDouble());
            }
            FrameworkResult result = new FrameworkResult(framework.get("name").asText(), controls);
            assertThat(result.compliance())
                    .isEqualTo((float) framework.get("compliance").asDouble());
            assertThat(result.risk())
                    .isEqualTo((float) framework.get("riskScore").asDouble());
            frameworks.add(result);
        }
        assertThat(frameworks).hasSize(3);
        ScanReport whole = new ScanReport(
                ScanSettings.DEFAULT,
                frameworks,
                List.of(),
                new Coverage(0, new TreeMap<>(), 0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of(), new TreeMap<>()),
                List.of());
        assertThat(whole.compliance())
                .isEqualTo((float) report.get("summaryCompliance").asDouble());
    }

    private static ControlResult control(JsonNode control, JsonNode special) {
        List<ResourceResult> resources = new ArrayList<>();
        float failed = 0;
        float all = 0;
        Status worst = Status.PASSED;
        for (Map.Entry<String, JsonNode> resource : control.get("resources").properties()) {
            Status status = status(resource.getValue().asText());
            ScanObject object = object(special.path(resource.getKey()).asText());
            resources.add(new ResourceResult(object, status, SubStatus.NONE, List.of()));
            float weight = ResourceWeights.of(object);
            all += weight;
            failed += status == Status.FAILED ? weight : 0;
            worst = worst.worst(status);
        }
        return new ControlResult(
                new Control(
                        control.get("id").asText(),
                        "",
                        control.get("baseScore").asDouble(),
                        "",
                        Control.Action.NONE,
                        List.of()),
                worst,
                resources.isEmpty() ? SubStatus.IRRELEVANT : SubStatus.NONE,
                "",
                resources,
                resources,
                new Risk(failed, all));
    }

    private static ScanObject object(String special) {
        if (special.startsWith("Deployment")) {
            return ScanObject.of(Manifests.one(
                    "{kind: Deployment, apiVersion: apps/v1, spec: {replicas: " + number(special) + "}}"));
        }
        if (special.startsWith("DaemonSet")) {
            return ScanObject.of(
                    Manifests.one("{kind: DaemonSet, apiVersion: apps/v1, status: {desiredNumberScheduled: "
                            + number(special) + "}}"));
        }
        return ScanObject.of(Manifests.one("{kind: Pod, apiVersion: v1}"));
    }

    private static String number(String text) {
        return text.substring(text.indexOf('=') + 1);
    }

    private static Status status(String text) {
        return Status.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
