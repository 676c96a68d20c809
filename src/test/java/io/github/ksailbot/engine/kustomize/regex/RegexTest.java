package io.github.ksailbot.engine.kustomize.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.kustomize.work.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "web web true",
                "web web2 false",
                "web.* web-2 true",
                "web|api api true",
                "web|api webapi false",
                "(web|api)-[0-9]+ api-12 true",
                "(?:a|b)*c ababc true",
                "a{2,3} aa true",
                "a{2,3} aaaa false",
                "a{2,} aaaaa true",
                "a{2} a false",
                "a{x a{x true",
                "[^a-c]+ def true",
                "[^a-c]+ dea false",
                "[]a]+ a]a true",
                "[a-] - true",
                "[[:digit:]]+ 123 true",
                "[[:^digit:]]+ 12a false",
                "[\\d.]+ 1.2 true",
                "\\w+\\.\\w+ a_1.b true",
                "\\Qa.b\\E+ a.bb true",
                "\\Qa.b\\E axb false",
                "(?i)Web wEB true",
                "(?i)[a-c]+ ABC true",
                "(?i:w)eb WEB false",
                "(?i:w)eb Web true",
                "(?P<name>a)b ab true",
                "^web$ web true",
                "a?b ab true",
                "a+? aaa true",
                "\\x41\\x{42} AB true",
                "\\bweb\\b web true",
                "(a*)* aaaa true",
                "(|a)+ aa true",
                "ü+ üü true",
            })
    void wholeText_matchesAsInGo(String regex, String text, boolean expected) throws RegexSyntaxException {
        assertThat(Regex.compile(regex, Work.unlimited()).matches(text, Work.unlimited()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "web my-web-2 true",
                "^web my-web false",
                "web$ my-web true",
                "^web$ web true",
                "b+ aaa false",
                "x* aaa true",
            })
    void partOfText_isFound(String regex, String text, boolean expected) throws RegexSyntaxException {
        assertThat(Regex.compile(regex, Work.unlimited()).find(text, Work.unlimited()))
                .isEqualTo(expected);
    }

    @Test
    void emptyExpression_matchesTheEmptyText() throws RegexSyntaxException {
        assertThat(Regex.compile("", Work.unlimited()).matches("", Work.unlimited()))
                .isTrue();
        assertThat(Regex.compile("", Work.unlimited()).matches("a", Work.unlimited()))
                .isFalse();
    }

    @Test
    void flags_holdUpToTheEndOfTheirGroup() throws RegexSyntaxException {
        assertThat(Regex.compile("((?i)a)b", Work.unlimited()).matches("Ab", Work.unlimited()))
                .isTrue();
        assertThat(Regex.compile("((?i)a)b", Work.unlimited()).matches("AB", Work.unlimited()))
                .isFalse();
        assertThat(Regex.compile("(?s).", Work.unlimited()).matches("\n", Work.unlimited()))
                .isTrue();
        assertThat(Regex.compile(".", Work.unlimited()).matches("\n", Work.unlimited()))
                .isFalse();
        assertThat(Regex.compile("(?m)^b$", Work.unlimited()).find("a\nb\nc", Work.unlimited()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[",
                "[a",
                "*a",
                "+",
                "a**",
                "a{3,2}",
                "a{1001}",
                "(?=a)",
                "(?<!a)b",
                "\\",
                "\\1",
                "\\k",
                "[z-a]",
                "[[:nix:]]",
                "(?i",
                "\\x{110000}",
                "\\x{41",
                "\\x{}",
                "\\x{+41}",
                "\\x+4",
                "\\x4",
                "(a{500}){500}"
            })
    void textThatGoRefuses_isRefused(String regex) {
        assertThatThrownBy(() -> Regex.compile(regex, Work.unlimited())).isInstanceOf(RegexSyntaxException.class);
    }

    @Test
    void expressionBeyondTheLimits_isRefused() {
        assertThatThrownBy(() -> Regex.compile("a".repeat(Regex.MAX_LENGTH + 1), Work.unlimited()))
                .isInstanceOf(RegexSyntaxException.class);
        assertThatThrownBy(() -> Regex.compile("(".repeat(500) + ")".repeat(500), Work.unlimited()))
                .isInstanceOf(RegexSyntaxException.class);
    }

    /** Backtracking would take longer than the universe has been there. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*b", "((a{0,10}){0,10}){0,2}b"})
    void catastrophicExpression_ends(String regex) throws RegexSyntaxException {
        assertThat(Regex.compile(regex, Work.unlimited()).matches("a".repeat(2_000), Work.unlimited()))
                .isFalse();
    }

    @Test
    void textBeyondTheLimit_doesNotMatch() throws RegexSyntaxException {
        assertThat(Regex.compile("a*", Work.unlimited()).matches("a".repeat(Regex.MAX_TEXT), Work.unlimited()))
                .isTrue();
        assertThat(Regex.compile("a*", Work.unlimited()).matches("a".repeat(Regex.MAX_TEXT + 1), Work.unlimited()))
                .isFalse();
    }
}
