package io.github.ksailbot.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.settings.EnvironmentSettings.When;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositorySettingsReaderTest {
    private static final EnvironmentName PROD = new EnvironmentName("prod");

    private static RepositorySettings read(String yaml) {
        return new RepositorySettingsReader().read(MemorySourceTree.of(Map.of(RepositorySettings.FILE, yaml)));
    }

    @Test
    void noFile_isTheDefault() {
        RepositorySettings settings = new RepositorySettingsReader().read(MemorySourceTree.of(Map.of()));

        assertThat(settings).isEqualTo(RepositorySettings.DEFAULT);
        assertThat(settings.of(PROD)).isEqualTo(EnvironmentSettings.DEFAULT);
    }

    @Test
    void wholeFile_isRead() {
        RepositorySettings settings = read("""
                branch: release/1.x
                environments:
                  prod:
                    deliver: onCommand
                    production: true
                    order: 2
                    repairReference: true
                    timeout: 15m
                  local:
                """);

        assertThat(settings.findings()).isEmpty();
        assertThat(settings.branch()).isEqualTo("release/1.x");
        assertThat(settings.of(PROD))
                .isEqualTo(new EnvironmentSettings(When.ON_COMMAND, true, 2, true, Duration.ofMinutes(15)));
        assertThat(settings.of(new EnvironmentName("local"))).isEqualTo(EnvironmentSettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "branch: refs//heads | 1:9 | settings/value",
                "branch: a..b | 1:9 | settings/value",
                "branch: 7 | 1:9 | settings/value",
                "branches: main | 1:1 | settings/unknown-key",
                "environments: [prod] | 1:15 | settings/value",
                "environments: {Prod: {}} | 1:16 | settings/environment-name",
                "environments: {prod: yes please} | 1:22 | settings/type",
                "environments: {prod: {deliver: on-merge}} | 1:32 | settings/value",
                "environments: {prod: {production: yes please}} | 1:35 | settings/value",
                "environments: {prod: {order: -1}} | 1:30 | settings/value",
                "environments: {prod: {order: 1.5}} | 1:30 | settings/value",
                "environments: {prod: {timeout: 90}} | 1:32 | settings/value",
                "environments: {prod: {timeout: 5s}} | 1:32 | settings/value",
                "environments: {prod: {produktion: true}} | 1:23 | settings/unknown-key",
                "just text | 1:1 | settings/type",
            })
    void mistake_isAFindingOnItsLine(String yaml, String place, String rule) {
        RepositorySettings settings = read(yaml);

        assertThat(settings.areSound()).isFalse();
        assertThat(settings.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo(rule);
            assertThat(place(finding)).isEqualTo(place);
        });
    }

    @Test
    void misspelledKey_isPutRight() {
        assertThat(read("environments: {prod: {produktion: true}}").findings())
                .extracting(Finding::message, Finding::fix)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "`environments.prod.produktion` is no setting.", "Did you mean `production`?"));
    }

    @Test
    void brokenYaml_isNotSound() {
        assertThat(read("branch: [").areSound()).isFalse();
        assertThat(read("branch: a\n---\nbranch: b\n").areSound()).isFalse();
    }

    @Test
    void environment_thatIsNotDeclared_isAFinding() {
        MemorySourceTree tree =
                MemorySourceTree.of(Map.of(RepositorySettings.FILE, "environments: {prd: {production: true}}"));

        assertThat(RepositorySettingsReader.unknown(tree, List.of(PROD)))
                .extracting(Finding::fix)
                .containsExactly("Did you mean `prod`?");
    }

    private static String place(Finding finding) {
        var location = Objects.requireNonNull(finding.origin()).location();
        return location.line() + ":" + location.column();
    }
}
