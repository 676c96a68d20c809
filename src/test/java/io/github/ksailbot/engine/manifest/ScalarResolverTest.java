package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words and numbers that people trip over; the whole table is in {@link GoYamlTest}. */
class ScalarResolverTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "yes, STRING, BOOLEAN",
                "n, STRING, BOOLEAN",
                "Off, STRING, BOOLEAN",
                "oN, STRING, STRING",
                "True, BOOLEAN, BOOLEAN",
                "tRUE, STRING, STRING",
                "~, NULL, NULL",
                "'', NULL, NULL",
                "None, STRING, STRING",
                "0777, INTEGER, INTEGER",
                "0888, FLOAT, FLOAT",
                "0o7, INTEGER, INTEGER",
                "0b1, INTEGER, INTEGER",
                "1_000, INTEGER, INTEGER",
                "0o+, STRING, STRING",
                "0b-, STRING, STRING",
                "0b-1, INTEGER, INTEGER",
                "_1, STRING, STRING",
                "1e3, FLOAT, FLOAT",
                "1e400, STRING, STRING",
                "6e5d3f2, STRING, STRING",
                "1234567e8, FLOAT, FLOAT",
                ".inf, FLOAT, FLOAT",
                ".NaN, FLOAT, FLOAT",
                "12:30:45, STRING, STRING",
                "2024-05-01, STRING, STRING",
                "1.2.3, STRING, STRING",
                "=, STRING, STRING",
                "<<, STRING, STRING",
            })
    void plain_isWhatGoYamlSees(String text, ScalarNode.Type kustomize, ScalarNode.Type kubernetes) {
        assertThat(new ScalarResolver(YamlDialect.KUSTOMIZE).plain(text).type()).isEqualTo(kustomize);
        assertThat(new ScalarResolver(YamlDialect.KUBERNETES).plain(text).type())
                .isEqualTo(kubernetes);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-01, 2024-05-01T00:00:00Z",
        "2024-5-1, 2024-05-01T00:00:00Z",
        "2024-05-01 10:00:00.50, 2024-05-01T10:00:00.5Z",
        "2024-05-01T10:00:00+02:00, 2024-05-01T10:00:00+02:00",
        "2024-02-30, 2024-02-30",
    })
    void date_becomesATimestampInKustomizeOnly(String text, String timestamp) {
        assertThat(new ScalarResolver(YamlDialect.KUSTOMIZE).plain(text).text()).isEqualTo(timestamp);
        assertThat(new ScalarResolver(YamlDialect.KUBERNETES).plain(text).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "str, 12, STRING",
                "int, 12, INTEGER",
                "int, x, -",
                "float, 12, FLOAT",
                "bool, yes, -",
                "bool, true, BOOLEAN",
                "null, '', NULL",
                "timestamp, x, -",
                "binary, '*', -",
            })
    void tagged_isWhatTheTagSays_orNothing(String tag, String text, ScalarNode.Type type) {
        var resolution = new ScalarResolver(YamlDialect.KUSTOMIZE).tagged("tag:yaml.org,2002:" + tag, text);

        assertThat(resolution == null ? null : resolution.type()).isEqualTo(type);
    }
}
