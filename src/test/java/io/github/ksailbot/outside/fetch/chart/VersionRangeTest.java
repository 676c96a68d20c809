package io.github.ksailbot.outside.fetch.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.2.3 ; 1.2.3 1.2.3+meta v1.2.3 ; 1.2.4 1.2.3-rc.1",
                "=1.2.3 ; 1.2.3 ; 1.2.4",
                "!=1.2.3 ; 1.2.4 0.1.0 ; 1.2.3",
                "!=1.2 ; 1.3.0 ; 1.2.0 1.2.9",
                "1.2.x ; 1.2.0 1.2.99 ; 1.3.0 1.1.9 1.2.3-rc.1",
                "1.2 ; 1.2.0 1.2.99 ; 1.3.0",
                "1 ; 1.0.0 1.9.9 ; 2.0.0 0.9.9",
                "1.x ; 1.0.0 1.9.9 ; 2.0.0",
                "* ; 0.0.1 99.0.0 ; 1.0.0-rc.1",
                ">=1.2.3 ; 1.2.3 9.0.0 ; 1.2.2 2.0.0-rc.1",
                ">1.2 ; 1.3.0 ; 1.2.9 1.2.0",
                ">1.2.3 ; 1.2.4 ; 1.2.3",
                "<1.2 ; 1.1.9 ; 1.2.0",
                "<=1.2 ; 1.2.9 0.1.0 ; 1.3.0",
                "<=1.2.3 ; 1.2.3 ; 1.2.4",
                ">=1.2 <2 ; 1.2.0 1.9.9 ; 2.0.0 1.1.9",
                ">= 1.2, < 2 ; 1.2.0 1.9.9 ; 2.0.0 1.1.9",
                "1.2 - 1.4.5 ; 1.2.0 1.4.5 ; 1.4.6 1.1.9",
                "~1.2.3 ; 1.2.3 1.2.9 ; 1.3.0 1.2.2",
                "~1 ; 1.0.0 1.9.9 ; 2.0.0",
                "~1.2 ; 1.2.0 1.2.9 ; 1.3.0",
                "^1.2.3 ; 1.2.3 1.9.9 ; 2.0.0 1.2.2",
                "^1 ; 1.0.0 1.9.9 ; 2.0.0",
                "^0.2.3 ; 0.2.3 0.2.9 ; 0.3.0",
                "^0.2 ; 0.2.0 0.2.9 ; 0.3.0",
                "^0.0.3 ; 0.0.3 ; 0.0.4",
                "^0.0 ; 0.0.9 ; 0.1.0",
                "^0 ; 0.9.9 ; 1.0.0",
                "1.x || >=3 ; 1.5.0 3.0.0 ; 2.0.0",
                ">=1.2.3-0 ; 1.2.3-rc.1 2.0.0-beta 1.2.3 ; 1.2.2",
                "^1.0.0-0 ; 1.5.0-rc.1 1.0.0 ; 0.9.0",
                "v1.2.x ; 1.2.7 ; 1.3.0",
            })
    void range_takesItsVersionsOnly(String range, String taken, String refused) {
        VersionRange parsed = VersionRange.parse(range).orElseThrow();

        assertThat(versions(taken)).allMatch(parsed::takes);
        assertThat(versions(refused)).noneMatch(parsed::takes);
    }

    @Test
    void newest_isByPrecedenceNotByText() {
        List<Version> versions = versions("1.9.0 1.10.0 1.10.0-rc.1 1.2.0");

        assertThat(VersionRange.parse("").orElseThrow().newest(versions))
                .map(Version::text)
                .hasValue("1.10.0");
    }

    @Test
    void preReleases_areOrderedByTheirParts() {
        assertThat(versions("1.0.0 1.0.0-rc.1 1.0.0-beta.11 1.0.0-beta.2 1.0.0-beta 1.0.0-alpha.beta 1.0.0-alpha.1"
                                + " 1.0.0-alpha")
                        .stream()
                        .sorted()
                        .map(Version::text))
                .containsExactly(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", ">", "1.2.3.4", "1 ||", "|| 1", "1 - ", ">=a", "1..2", "1.2.3 foo"})
    void textThatIsNoRange_isNone(String text) {
        assertThat(VersionRange.parse(text)).isEmpty();
    }

    private static List<Version> versions(String texts) {
        return Stream.of(texts.split(" ", -1))
                .map(text -> Version.parse(text).orElseThrow())
                .toList();
    }
}
