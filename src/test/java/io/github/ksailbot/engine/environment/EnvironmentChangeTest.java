package io.github.ksailbot.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvironmentChangeTest {
    @Test
    void between_sameIsNothing() {
        assertThat(EnvironmentChange.between(of(environment("a", "x")), of(environment("a", "x"))))
                .isEmpty();
    }

    @Test
    void between_addedRemovedMoved() {
        Environment gone = environment("a", "x");
        Environment before = environment("b", "x");
        Environment after = environment("b", "y");
        Environment fresh = environment("c", "x");

        assertThat(EnvironmentChange.between(of(before, gone), of(fresh, after)))
                .containsExactly(
                        new EnvironmentChange.Removed(gone),
                        new EnvironmentChange.EntryChanged(before, after),
                        new EnvironmentChange.Added(fresh));
    }

    @Test
    void between_settings() {
        Environment before = environment("a", "x");
        Environment after = new Environment(
                before.name(),
                before.config(),
                before.sourceDirectory(),
                before.entries(),
                GitOpsEngine.FLUX,
                new ValidationSettings(List.of("Secret")));

        assertThat(EnvironmentChange.between(of(before), of(after)))
                .containsExactly(new EnvironmentChange.SettingsChanged(before, after));
    }

    private static Environments of(Environment... environments) {
        return new Environments(List.of(environments), List.of());
    }

    private static Environment environment(String name, String entry) {
        return new Environment(
                new EnvironmentName(name),
                null,
                new SourcePath("k8s"),
                List.of(new SourcePath("k8s/" + entry)),
                GitOpsEngine.NONE,
                ValidationSettings.DEFAULT);
    }
}
