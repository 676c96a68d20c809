package io.github.ksailbot.message;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Revision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Verdicts to write about. */
final class Samples {
    static final Revision REVISION =
            new Revision(new CommitId("a".repeat(40)), new CommitId("b".repeat(40)), "main", false, true);
    static final MarkdownVerdictMessages MESSAGES = new MarkdownVerdictMessages("1.2.3");

    private Samples() {}

    static JudgedFinding replicas(boolean isNew) {
        Origin base = Origin.of("k8s/bases/apps/web/deployment.yaml", 9, 13);
        Origin patch = Origin.of("k8s/clusters/prod/patch.yaml", 7, 13).as(Writer.PATCH, base);
        return new JudgedFinding(
                Finding.error("schema/wrong-type", "`replicas` is the text `three`, but must be an integer.", patch)
                        .about(new ResourceId("apps", "v1", "Deployment", "shop", "web"), "spec.replicas")
                        .withFix("Write a number, such as `3`."),
                isNew);
    }

    static JudgedFinding unknown(boolean isNew, int line) {
        Origin origin = Origin.of("k8s/bases/apps/web/service.yaml", line, 3);
        return new JudgedFinding(
                Finding.error("schema/unknown-field", "`prots` is not a field of `spec`.", origin)
                        .about(new ResourceId("", "v1", "Service", "shop", "web"), "spec.prots"),
                isNew);
    }

    static JudgedFinding setting(boolean isNew) {
        return new JudgedFinding(
                Finding.warning("settings/unknown-key", "`clusterr` is not a setting.", Origin.of("ksail.yaml", 4, 1)),
                isNew);
    }

    static EnvironmentReport valid(String name) {
        return report(name, Verdict.PASSED, List.of(), new EnvironmentReport.Counts(23, 0, 1, 0));
    }

    static EnvironmentReport report(
            String name, Verdict verdict, List<JudgedFinding> findings, EnvironmentReport.Counts counts) {
        return new EnvironmentReport(
                new EnvironmentName(name),
                verdict,
                findings,
                counts,
                counts.skipped() == 0
                        ? new TreeMap<>()
                        : new TreeMap<>(Map.of("monitoring.coreos.com/v1 ServiceMonitor", counts.skipped())));
    }

    static EnvironmentReport broken() {
        return report(
                "prod",
                Verdict.FAILED,
                List.of(replicas(true), unknown(true, 5), unknown(false, 8)),
                new EnvironmentReport.Counts(21, 2, 1, 0));
    }

    static Judgement failed() {
        return new Judgement(Verdict.FAILED, List.of(valid("local"), broken()), List.of(setting(true)), true);
    }

    static Judgement passed() {
        return new Judgement(Verdict.PASSED, List.of(valid("local"), valid("prod")), List.of(), true);
    }
}
