package io.github.ksailbot.engine.kustomize.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class RegexFuzzTest {
    /** Where Go and Java mean the same: no lazy and possessive repetitions, no classes, no escapes. */
    private static final Pattern COMMON = Pattern.compile("(?:[a-c1.]|[*+?](?![*+?])|\\((?!\\?)|[)|^$])*");

    /** Java tries every way through nested repetitions. */
    private static final int LONGEST_COMMON = 12;

    /** The expression, and behind the first line break the text. */
    public static void fuzzerTestOneInput(byte[] input) {
        String all = new String(input, StandardCharsets.UTF_8);
        int end = all.indexOf('\n');
        String regex = end < 0 ? all : all.substring(0, end);
        String text = end < 0 ? "" : all.substring(end + 1);
        try {
            Regex compiled = Regex.compile(regex, Work.unlimited());
            boolean matches = compiled.matches(text, Work.unlimited());
            boolean finds = compiled.find(text, Work.unlimited());
            assertThat(finds || !matches).as("what matches is found").isTrue();
            assertThat(Regex.compile("(?:" + regex + ")", Work.unlimited()).matches(text, Work.unlimited()))
                    .isEqualTo(matches);
            compare(regex, text, matches, finds);
        } catch (RegexSyntaxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void compare(String regex, String text, boolean matches, boolean finds) {
        if (text.length() <= LONGEST_COMMON
                && regex.length() <= LONGEST_COMMON
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && COMMON.matcher(regex).matches()) {
            try {
                Pattern jdk = Pattern.compile(regex);
                assertThat(matches).isEqualTo(jdk.matcher(text).matches());
                assertThat(finds).isEqualTo(jdk.matcher(text).find());
            } catch (PatternSyntaxException e) {
                assertThat(e.getMessage()).as(regex).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
