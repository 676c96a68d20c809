package io.github.ksailbot.delivery.flux;

import static io.github.ksailbot.delivery.flux.FluxObjects.NEW;
import static io.github.ksailbot.delivery.flux.FluxObjects.OLD;
import static io.github.ksailbot.delivery.flux.FluxObjects.kustomization;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.reconcile.Exclusion;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizationJudgeTest {
    private static final String NONE = "";

    private static Standing judge(FluxObjects object, String source) {
        return judge(object, source, "");
    }

    private static Standing judge(FluxObjects object, String source, String request) {
        return new KustomizationJudge(Timings.DEFAULT)
                .judge(object.kustomization(), new SourceRevision(source), request, false);
    }

    @Test
    void readyIsReady_withoutKnownRevision() {
        assertThat(judge(kustomization("a").ready(), NONE).phase()).isEqualTo(Phase.READY);
    }

    @Test
    void progressingWaits_andSaysWhy() {
        Standing standing = judge(kustomization("a").notReady("Progressing", "running checks"), NONE);
        assertThat(standing.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(standing.status()).isEqualTo("Progressing: running checks");
    }

    @Test
    void dependencyNotReadyIsBlocked_evenAtAnOldRevision() {
        FluxObjects waiting = kustomization("a")
                .revisions(OLD, OLD)
                .notReady("DependencyNotReady", "dependency 'flux-system/b' is not ready");
        assertThat(judge(waiting, NEW).phase()).isEqualTo(Phase.BLOCKED);
        assertThat(judge(waiting, NEW).status())
                .isEqualTo("DependencyNotReady: dependency 'flux-system/b' is not ready");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ReconciliationFailed", "ValidationFailed", "ArtifactFailed", "BuildFailed", "HealthCheckFailed"
            })
    void givenUpIsFinal_unlessTheControllerTriesAgain(String reason) {
        Standing standing = judge(kustomization("a").notReady(reason, "no"), NONE);
        assertThat(standing.isFinal()).isTrue();
        assertThat(standing.status()).contains(reason);

        Standing retrying = judge(kustomization("a").notReady(reason, "no").retrying(), NONE);
        assertThat(retrying.isFailure()).isTrue();
        assertThat(retrying.isFinal()).isFalse();
    }

    @Test
    void pruneFailedWaits_sinceTheControllerGoesOn() {
        assertThat(judge(kustomization("a").notReady("PruneFailed", "no"), NONE).phase())
                .isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void stalledIsFinal() {
        Standing standing = judge(kustomization("a").condition("Stalled", "True", "X", "broken"), NONE);
        assertThat(standing.isFinal()).isTrue();
        assertThat(standing.message()).contains("stalled").contains("broken");
    }

    @Test
    void withoutConditionsWaits() {
        assertThat(judge(kustomization("a"), NONE)).isEqualTo(Standing.waiting("", "no conditions yet"));
    }

    @Test
    void failureOfAnOlderRevisionIsNotBelieved() {
        Standing standing = judge(kustomization("a").revisions(OLD, OLD).notReady("BuildFailed", "old news"), NEW);
        assertThat(standing.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(standing.message()).startsWith("waiting for revision");
    }

    @Test
    void successOfAnOlderRevisionIsNotBelieved() {
        assertThat(judge(kustomization("a").revisions(OLD, OLD).ready(), NEW).phase())
                .isEqualTo(Phase.PROGRESSING);
        assertThat(judge(kustomization("a").revisions(NEW, OLD).ready(), NEW).phase())
                .isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void failureOfThisRevisionIsFinal() {
        assertThat(judge(kustomization("a").revisions(NEW, OLD).notReady("BuildFailed", "no"), NEW)
                        .isFinal())
                .isTrue();
    }

    @Test
    void neverAttemptedSaysNone() {
        Standing standing = judge(kustomization("a").notReady("Progressing", "x"), NEW);
        assertThat(standing.message()).contains("<none>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev@sha256:1111", "v1", "main@sha1:aaaa"})
    void appliedRevisionOfTheSourceIsReady(String revision) {
        assertThat(judge(kustomization("a").revisions(revision, revision).ready(), revision)
                        .phase())
                .isEqualTo(Phase.READY);
    }

    @Test
    void readyWhileReconcilingIsNotReady() {
        FluxObjects object = kustomization("a").revisions(NEW, NEW).ready().condition("Reconciling", "True", "X", "");
        assertThat(judge(object, NEW).phase()).isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void nothingIsBelievedBeforeTheRequestIsTakenUp() {
        FluxObjects ready = kustomization("a").revisions(NEW, NEW).ready().handled("earlier");
        assertThat(judge(ready, NEW, "token").phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(judge(ready.handled("token"), NEW, "token").phase()).isEqualTo(Phase.READY);

        FluxObjects failed = kustomization("a").revisions(NEW, OLD).notReady("BuildFailed", "stale");
        assertThat(judge(failed, NEW, "token").phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(judge(failed.handled("token"), NEW, "token").isFinal()).isTrue();
    }

    @Test
    void statusOfAnOlderSpecIsNotBelieved() {
        assertThat(judge(kustomization("a").generation(2, 1).ready(), NONE).phase())
                .isEqualTo(Phase.PROGRESSING);
    }

    @Test
    void failureOfTheNewestSpecIsBelieved_thoughOnlySuccessWritesTheObservedGeneration() {
        FluxObjects object = kustomization("a").generation(2, 1).revisions(NEW, OLD);
        object.condition("Ready", "False", "BuildFailed", "no");
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        object.object().at("status", "conditions").get(0))
                .put("observedGeneration", 2);
        assertThat(judge(object, NEW).isFinal()).isTrue();
    }

    @Test
    void suspendedAndExcludedAreNotWaitedFor() {
        assertThat(judge(kustomization("a").suspended().revisions(OLD, OLD), NEW))
                .isEqualTo(Standing.suspended("suspended at dev@sha256:000000000000"));
        for (String yes : new String[] {"true", " True ", "TRUE"}) {
            assertThat(judge(kustomization("a").annotated(Exclusion.ANNOTATION, yes), NEW)
                            .phase())
                    .isEqualTo(Phase.EXCLUDED);
        }
        assertThat(judge(
                                kustomization("a")
                                        .annotated(Exclusion.ANNOTATION, "false")
                                        .ready(),
                                NONE)
                        .phase())
                .isEqualTo(Phase.READY);
    }

    @Test
    void dependenciesAreReadOnce_andWhatIsNoneIsPassedOver() {
        FluxObjects object = kustomization("team", "a").dependsOn("b", "b", "other/c", "");
        assertThat(object.kustomization().dependencies())
                .extracting(FluxId::toString)
                .containsExactly("Kustomization team/b", "Kustomization other/c");
        assertThat(kustomization("a").kustomization().dependencies()).isEmpty();
    }
}
