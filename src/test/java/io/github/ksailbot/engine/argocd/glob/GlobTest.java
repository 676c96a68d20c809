package io.github.ksailbot.engine.argocd.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // Go's path.Match
                "PATH apps/* apps/web true",
                "PATH apps/* apps/web/deep false",
                "PATH * apps/web false",
                "PATH */*/prod a/b/prod true",
                "PATH a?c abc true",
                "PATH a?c a/c false",
                "PATH [a-c]x bx true",
                "PATH [^a-c]x bx false",
                "PATH [^a-c]x dx true",
                "PATH a\\*c a*c true",
                "PATH a\\*c abc false",
                "PATH ** a/b false",
                "PATH {a,b} a false",
                "PATH *- a-b-c- true",
                // Git's path specifications
                "GIT **/config.json a/b/config.json true",
                "GIT **/config.json config.json false",
                "GIT apps/*/config.json apps/a/b/config.json true",
                "GIT apps apps/a/b true",
                "GIT apps/ apps/a true",
                "GIT apps apps2/a false",
                "GIT apps/a.yaml apps/a.yaml true",
                "GIT *.yaml deep/er/a.yaml true",
                // what Argo CD includes and excludes
                "ARGO_CD *.yaml deep/a.yaml true",
                "ARGO_CD {a,b/c}.yaml b/c.yaml true",
                "ARGO_CD {a,b/c}.yaml c.yaml false",
                "ARGO_CD {a*,{b,c}d}/x cd/x true",
                "ARGO_CD [!a]b cb true",
                "ARGO_CD [!a]b ab false",
                "ARGO_CD [^a]b ab true",
                "ARGO_CD [a-c]x bx true",
                "ARGO_CD [-a]x -x true",
                "PATH [!a]b ab true",
                "PATH [!a]b cb false",
                "PATH [^a]b cb true",
                "DOUBLESTAR [!a]b ab false",
                "DOUBLESTAR [a-]b -b true",
                "GIT []a]b ]b true",
                "ARGO_CD **/x.yaml a/b/x.yaml true",
                // addresses that an AppProject allows
                "ADDRESS https://a/* https://a/b true",
                "ADDRESS https://a/* https://a/b/c false",
                "ADDRESS https://a/** https://a/b/c true",
                "ADDRESS https://{a,b}/c https://b/c true",
                // doublestar
                "DOUBLESTAR **/a.json a.json true",
                "DOUBLESTAR **/a.json x/y/a.json true",
                "DOUBLESTAR **/a.json x/ya.json false",
                "DOUBLESTAR x/**/a.json x/a.json true",
                "DOUBLESTAR x/**/a.json x/y/z/a.json true",
                "DOUBLESTAR x/** x/y/z true",
                "DOUBLESTAR x/**.json x/y/z.json false",
                "DOUBLESTAR x/*/a.json x/y/z/a.json false",
                "DOUBLESTAR {x,y}/*.{json,yaml} y/a.yaml true",
            })
    void pattern_matchesWhatItsSyntaxSays(GlobSyntax syntax, String pattern, String path, boolean matches)
            throws GlobException {
        assertThat(Glob.parse(pattern, syntax).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "PATH [a",
                "PATH a\\",
                "ARGO_CD {a,b",
                "GIT [",
                "PATH []",
                "PATH [a-]",
                "PATH []a]",
                "ARGO_CD [a-cx]",
                "ARGO_CD [c-a]",
                "DOUBLESTAR a}"
            })
    void text_thatIsNoPatternIsRefused(GlobSyntax syntax, String pattern) {
        assertThatThrownBy(() -> Glob.parse(pattern, syntax)).isInstanceOf(GlobException.class);
    }

    @Test
    void hostilePattern_costsLittle() throws GlobException {
        assertThat(Glob.parse("*a".repeat(900), GlobSyntax.GIT).matches("a".repeat(2_000) + "b"))
                .isFalse();
        assertThatThrownBy(() -> Glob.parse("{a,b}".repeat(30), GlobSyntax.ARGO_CD))
                .isInstanceOf(GlobException.class)
                .hasMessageContaining("alternatives");
    }
}
