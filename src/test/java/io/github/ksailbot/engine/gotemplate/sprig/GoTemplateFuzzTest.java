package io.github.ksailbot.engine.gotemplate.sprig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.gotemplate.Delimiters;
import io.github.ksailbot.engine.gotemplate.GoTemplate;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class GoTemplateFuzzTest {
    private static final TemplateLimits SMALL = new TemplateLimits(10_000, 20_000, 40);

    /** A template with Sprig's functions; it is rendered twice. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            GoTemplate template = GoTemplate.parse(text, Delimiters.BRACES, Sprig.ALL);
            for (MissingKey missingKey : MissingKey.values()) {
                String first = rendered(template, missingKey);
                assertThat(first.length()).isLessThanOrEqualTo(10_000 + 200);
                assertThat(rendered(template, missingKey)).isEqualTo(first);
            }
        } catch (GoTemplateException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** The text, or what is wrong. */
    private static String rendered(GoTemplate template, MissingKey missingKey) {
        try {
            return template.execute(data(), missingKey, SMALL);
        } catch (GoTemplateException e) {
            return String.valueOf(e.reason());
        }
    }

    private static Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("list", new ArrayList<>(Arrays.asList("a", 1.0, null, Map.of("a", "b"))));
        data.put("map", new LinkedHashMap<>(Map.of("a", 1.0, "b", "c")));
        data.put("text", "tEx1t-a_b ä");
        data.put("number", 3.5);
        data.put("nothing", null);
        return data;
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
