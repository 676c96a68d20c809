package io.github.ksailbot.delivery.flux;

import static io.github.ksailbot.delivery.flux.FluxObjects.release;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelmReleaseViewTest {
    private static FluxObjects app() {
        return release("apps", "app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InstallFailed",
                "UpgradeFailed",
                "ReconciliationFailed",
                "TestFailed",
                "RollbackFailed",
                "UninstallFailed",
                "GetLastReleaseFailed"
            })
    void failed_isStuck(String reason) {
        assertThat(app().notReady(reason, "x").release().stuck())
                .hasValueSatisfying(condition -> assertThat(condition.reason()).isEqualTo(reason));
    }

    @Test
    void stalled_isStuckWhateverTheReason() {
        assertThat(app().condition("Stalled", "True", "RetriesExceeded", "3 tries")
                        .release()
                        .stuck())
                .hasValueSatisfying(condition -> assertThat(condition.reason()).isEqualTo("RetriesExceeded"));
    }

    @Test
    void ready_isNotStuck_alsoWithAnOlderFailureAmongTheConditions() {
        assertThat(app().condition("Released", "False", "InstallFailed", "old")
                        .ready()
                        .release()
                        .stuck())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DependencyNotReady", "Progressing", "ArtifactFailed", "InitFailed"})
    void waiting_isNotStuck(String reason) {
        assertThat(app().notReady(reason, "x").release().stuck()).isEmpty();
    }

    @Test
    void withoutConditionsOrSuspended_isNotStuck() {
        assertThat(app().release().stuck()).isEmpty();
        assertThat(app().suspended().notReady("InstallFailed", "x").release().stuck())
                .isEmpty();
    }
}
