package io.github.ksailbot.delivery.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.ksailbot.delivery.argocd.ApplicationJudge.Question;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ApplicationJudgeTest {
    private static final String OLD = "sha256:" + "1".repeat(64);
    private static final String NEW = "sha256:" + "2".repeat(64);
    private static final String RESOURCES = ", resources: [{kind: ConfigMap, name: a}]";
    private static final String READY =
            "sync: {status: Synced, revision: '" + NEW + "'}, health: {status: Healthy}" + RESOURCES;

    private final ApplicationJudge judge = new ApplicationJudge(ArgoCdTimings.DEFAULT);

    private static ApplicationView app(String status) {
        return app("syncPolicy: {automated: {}}", "", status);
    }

    private static ApplicationView app(String spec, String annotations, String status) {
        String yaml = """
                metadata: {name: shop, namespace: argocd, annotations: {%s}}
                spec: {source: {repoURL: "oci://r.example.org/shop", targetRevision: prod}, %s}
                status: {%s}
                """.formatted(annotations, spec, status);
        try {
            return ApplicationView.of(new KubernetesObject(new ObjectMapper(new YAMLFactory()).readTree(yaml)));
        } catch (IOException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    private static Question question(Duration elapsed, boolean over) {
        return new Question(NEW, 0, false, true, "", elapsed, (what, limit) -> over);
    }

    private Readiness judge(String status) {
        return judge.judge(app(status), question(Duration.ZERO, false));
    }

    static Stream<Arguments> states() {
        String sync = "sync: {status: Synced, revision: '" + NEW + "'}";
        return Stream.of(
                arguments(READY, Phase.READY, ""),
                arguments("", Phase.PROGRESSING, "NotCompared"),
                arguments("health: {status: Healthy}", Phase.PROGRESSING, "NotCompared"),
                arguments(sync + RESOURCES, Phase.PROGRESSING, "Synced"),
                arguments(READY.replace("Synced", "OutOfSync"), Phase.PROGRESSING, "OutOfSync"),
                arguments(READY.replace("Healthy", "Degraded"), Phase.PROGRESSING, "Synced/Degraded"),
                arguments(READY.replace("Healthy", "Progressing"), Phase.PROGRESSING, "Synced/Progressing"),
                arguments(READY.replace("Healthy", "Suspended"), Phase.PROGRESSING, "Synced/Suspended"),
                arguments(READY.replace("Healthy", "Missing"), Phase.PROGRESSING, "Synced/Missing"),
                arguments(READY.replace(NEW, OLD), Phase.PROGRESSING, "Revision"),
                arguments(READY.replace(RESOURCES, ""), Phase.PROGRESSING, "NoResources"),
                arguments(operation("Failed", NEW, "boom"), Phase.FAILED, "OperationState/Failed"),
                arguments(operation("Error", NEW, "boom"), Phase.FAILED, "OperationState/Error"),
                arguments(operation("Running", NEW, ""), Phase.PROGRESSING, "OperationState/Running"),
                arguments(operation("Failed", OLD, "boom"), Phase.READY, ""),
                arguments(operation("Succeeded", NEW, ""), Phase.READY, ""),
                arguments(condition("ComparisonError", "manifest unknown"), Phase.PROGRESSING, "ComparisonError"),
                arguments(condition("ComparisonError", "build failed"), Phase.PROGRESSING, "ComparisonError"),
                arguments(condition("SyncError", "to " + NEW + ": not found"), Phase.PROGRESSING, "SyncError"),
                arguments(condition("SyncError", "to " + OLD + ": not found"), Phase.READY, ""),
                arguments(condition("OrphanedResourceWarning", "not found"), Phase.READY, ""),
                arguments(condition("DeletionError", "not found"), Phase.READY, ""));
    }

    private static String operation(String phase, String revision, String message) {
        return "%s, operationState: {phase: %s, message: '%s', syncResult: {revision: '%s'}}"
                .formatted(READY, phase, message, revision);
    }

    private static String condition(String type, String message) {
        return READY + ", conditions: [{type: " + type + ", message: '" + message + "'}]";
    }

    @ParameterizedTest
    @MethodSource("states")
    void status_decides(String status, Phase phase, String reason) {
        Readiness readiness = judge(status);
        assertThat(readiness.phase()).isEqualTo(phase);
        assertThat(readiness.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"manifest unknown,true", "Not Found,true", "failed to fetch x,true", "field is immutable,false"})
    void failedOperation_isASourceErrorByItsText_andNeverAColdStart(String message, boolean source) {
        Readiness readiness = judge(operation("Failed", NEW, message));
        assertThat(readiness.phase()).isEqualTo(Phase.FAILED);
        assertThat(readiness.source()).isEqualTo(source);
        assertThat(readiness.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"5000,PROGRESSING", "89999,PROGRESSING", "90000,FAILED", "91000,FAILED"})
    void sourceError_isForgivenUpToTheGrace(long elapsed, Phase phase) {
        Question question = question(Duration.ofMillis(elapsed), false);
        assertThat(judge.judge(app(condition("ComparisonError", "connection refused")), question)
                        .phase())
                .isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "manifest unknown",
        "repository NOT FOUND",
        "does not exist",
        "failed to fetch",
        "repository not found",
        "unable to resolve",
        "dial tcp: Connection refused"
    })
    void sourceErrors_areToldByTheirText(String message) {
        assertThat(SourceErrors.isOne(message)).isTrue();
        assertThat(SourceErrors.isOne("kustomize build failed")).isFalse();
    }

    @Test
    void otherErrors_andWhatIsUnhealthy_failWhenPatienceIsOver() {
        for (String status : new String[] {
            condition("ComparisonError", "build failed"),
            condition("InvalidSpecError", "project does not exist"),
            READY.replace("Healthy", "Degraded"),
            READY.replace(RESOURCES, "")
        }) {
            assertThat(judge.judge(app(status), question(Duration.ZERO, true)).phase())
                    .as(status)
                    .isEqualTo(Phase.FAILED);
            assertThat(judge(status).phase()).as(status).isEqualTo(Phase.PROGRESSING);
        }
    }

    @Test
    void refresh_thatIsStillAskedForHidesEverythingElse() {
        ApplicationView app = app("", ArgoCdNames.REFRESH + ": hard", operation("Failed", NEW, "boom"));
        assertThat(judge.judge(app, question(Duration.ZERO, true)).reason()).isEqualTo("Refreshing");
        Question unheard = new Question(NEW, 0, false, false, "", Duration.ZERO, (what, limit) -> true);
        assertThat(judge.judge(app(READY), unheard).reason()).isEqualTo("Refreshing");
    }

    @Test
    void operationWithoutARevision_isThisOneUnlessItStartedBefore() {
        String status = READY + ", operationState: {phase: Failed, message: boom, startedAt: t1}";
        Question since =
                new Question(NEW, 0, false, true, app(status).operation().id(), Duration.ZERO, (what, limit) -> false);
        assertThat(judge.judge(app(status), since).phase()).isEqualTo(Phase.READY);
        Question before = new Question(NEW, 0, false, true, "t0 Failed ", Duration.ZERO, (what, limit) -> false);
        assertThat(judge.judge(app(status), before).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void comparison_ofAnotherSourceIsNoComparison() {
        String compared = READY.replace(
                "revision:",
                "comparedTo: {source: {repoURL: 'oci://r.example.org/shop', targetRevision: dev}}, revision:");
        assertThat(judge(compared).reason()).isEqualTo("NotCompared");
        assertThat(judge(compared.replace("dev", "prod")).phase()).isEqualTo(Phase.READY);
    }

    @Test
    void operationThatFailedBeforeOnTheSameRevision_needsAHand() {
        String status = operation("Failed", NEW, "boom").replace("phase:", "startedAt: t1, phase:");
        Question question =
                new Question(NEW, 0, false, true, app(status).operation().id(), Duration.ZERO, (what, limit) -> false);
        assertThat(judge.judge(app(status), question).message())
                .startsWith("boom (that was before this attempt")
                .endsWith("sync it by hand once the cause is gone)");
    }

    @Test
    void ofSeveralSources_theOneThatReadsTheDeliveryCounts() {
        String status = "sync: {status: Synced, revisions: ['%s', '%s']}, health: {status: Healthy}%s";
        ApplicationView app = app(status.formatted(OLD, NEW, RESOURCES));
        Question second = new Question(NEW, 1, false, true, "", Duration.ZERO, (what, limit) -> false);
        assertThat(judge.judge(app, second).phase()).isEqualTo(Phase.READY);
        assertThat(judge.judge(app, question(Duration.ZERO, false)).reason()).isEqualTo("Revision");
    }

    @ParameterizedTest
    @CsvSource({
        "'',SUSPENDED",
        "'syncPolicy: {automated: {enabled: false}}',SUSPENDED",
        "'syncPolicy: {automated: {}}',PROGRESSING"
    })
    void outOfSync_isWaitedForWhenSomethingWillSyncIt(String policy, Phase phase) {
        ApplicationView app = app(policy, "", READY.replace("Synced", "OutOfSync"));
        assertThat(judge.judge(app, question(Duration.ZERO, false)).phase()).isEqualTo(phase);
    }

    @Test
    void nothing_failsThisParser() {
        ApplicationView empty = ApplicationView.of(new KubernetesObject(new ObjectMapper().createObjectNode()));
        assertThat(judge.judge(empty, question(Duration.ZERO, false)).phase()).isEqualTo(Phase.PROGRESSING);
    }
}
