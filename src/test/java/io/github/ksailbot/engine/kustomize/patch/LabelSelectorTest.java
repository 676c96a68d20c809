package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelSelectorTest {
    private static final Origin ORIGIN = Origin.of("kustomization.yaml", 3, 5);
    private static final Map<String, String> LABELS = Map.of("app", "web", "example.com/tier", "2", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | true",
                "app=web                  | true",
                "app = web                | true",
                "app==web                 | true",
                "app=api                  | false",
                "app!=api                 | true",
                "app!=web                 | false",
                "other!=web               | true",
                "app in (web, api)        | true",
                "app in (api)             | false",
                "app notin (api)          | true",
                "other notin (api)        | true",
                "app notin (web)          | false",
                "app                      | true",
                "other                    | false",
                "!app                     | false",
                "! other                  | true",
                "example.com/tier>1       | true",
                "example.com/tier > 2     | false",
                "example.com/tier < 3     | true",
                "app > 1                  | false",
                "other < 1                | false",
                "empty=                   | true",
                "empty=,app=web           | true",
                "empty in (,x)            | true",
                "app=web,example.com/tier | true",
                "app=web,!app             | false",
            })
    void selector_selects(String selector, boolean expected) throws BuildException {
        assertThat(LabelSelector.parse(selector, ORIGIN, Work.unlimited()).selects(LABELS::get, Work.unlimited()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b=c",
                "=a",
                "a in",
                "a in (b",
                "a in b",
                "a=b,",
                "a b",
                "a > x",
                "-a=b",
                "a=-b",
                "a/b/c",
                "UPPER.Case/x",
                "a=(b)",
                "a,,b",
                "a=&",
                "é"
            })
    void textThatIsNoSelector_isRefused(String selector) {
        BuildException refused = Objects.requireNonNull(catchThrowableOfType(
                BuildException.class, () -> LabelSelector.parse(selector, ORIGIN, Work.unlimited())));
        assertThat(refused.finding().rule().value()).isEqualTo("kustomize/patch-selector");
        assertThat(refused.finding().message()).startsWith("The selector `" + selector + "` cannot be understood: ");
        assertThat(refused.finding().origin()).isEqualTo(ORIGIN);
    }
}
