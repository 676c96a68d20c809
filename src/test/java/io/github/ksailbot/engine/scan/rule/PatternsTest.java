package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
    @Test
    @Timeout(60)
    void find_whatWouldBacktrackForever_isAnswered() {
        Patterns patterns = Patterns.of(List.of("(a+)+$", "(?:a|aa)*b"));
        assertThat(patterns.find("a".repeat(100_000) + "!")).isFalse();
    }

    @Test
    void find_oneOfThem_anywhere() {
        assertThat(Patterns.of(List.of("x", "AKIA[0-9]+")).find("key AKIA12 here"))
                .isTrue();
        assertThat(Patterns.of(List.of("akia[0-9]+")).find("key AKIA12 here")).isFalse();
        assertThat(Patterns.inAnyCase(List.of("akia[0-9]+")).find("key AKIA12 here"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(?=ahead)", "(a)\\1", "((a{500}){500}){500}", "a{900}{900}"})
    void expressions_thatAreBroken_orNotGos_orTooLarge_matchNothing(String expression) {
        assertThat(Patterns.isUsable(expression)).isFalse();
        assertThat(Patterns.of(List.of(expression)).find("a".repeat(2_000))).isFalse();
        assertThat(Patterns.of(List.of(expression, "b")).find("b")).isTrue();
    }
}
