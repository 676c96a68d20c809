package io.github.ksailbot.engine.kustomize.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RegexPropertiesTest {

    @Provide
    Arbitrary<String> regexes() {
        return regexes(3);
    }

    private static Arbitrary<String> regexes(int depth) {
        Arbitrary<String> atoms = Arbitraries.of("a", "b", ".", "[ab]", "[^a]", "\\d", "^", "$", "c");
        if (depth == 0) {
            return atoms;
        }
        Arbitrary<String> below = Arbitraries.lazy(() -> regexes(depth - 1));
        return Arbitraries.oneOf(
                atoms,
                Combinators.combine(below, below).as((a, b) -> a + b),
                Combinators.combine(below, below).as((a, b) -> "(" + a + "|" + b + ")"),
                Combinators.combine(below, Arbitraries.of("*", "+", "?", "{0,2}"))
                        .as((a, q) -> "(?:" + a + ")" + q));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', 'c', '1').ofMaxLength(6);
    }

    @Property(tries = 2_000)
    void matcher_agreesWithTheJdk(@ForAll("regexes") String regex, @ForAll("texts") String text)
            throws RegexSyntaxException {
        assertThat(Regex.compile(regex, Work.unlimited()).matches(text, Work.unlimited()))
                .isEqualTo(Pattern.matches(regex, text));
        assertThat(Regex.compile(regex, Work.unlimited()).find(text, Work.unlimited()))
                .isEqualTo(Pattern.compile(regex).matcher(text).find());
    }

    @Property(tries = 2_000)
    void anyText_isAnExpressionOrRefused(@ForAll String regex, @ForAll("texts") String text) {
        boolean matches;
        try {
            matches = Regex.compile(regex, Work.unlimited()).matches(text, Work.unlimited());
        } catch (RegexSyntaxException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return;
        }
        assertThat(matches).isIn(true, false);
    }
}
