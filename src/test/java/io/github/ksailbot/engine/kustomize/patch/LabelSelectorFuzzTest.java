package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class LabelSelectorFuzzTest {
    private static final Origin WRITTEN = Origin.of("kustomization.yaml", 3, 5);
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "2");

    /** A selector. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            LabelSelector selector = LabelSelector.parse(text, WRITTEN, Work.unlimited());
            assertThat(LabelSelector.parse(text, WRITTEN, Work.unlimited())).isEqualTo(selector);
            boolean selects = selector.selects(LABELS::get, Work.unlimited());
            assertThat(selector.requirements().isEmpty() && !selects).isFalse();
            if (!text.isBlank()) {
                LabelSelector both = LabelSelector.parse(text + "," + text, WRITTEN, Work.unlimited());
                assertThat(both.selects(LABELS::get, Work.unlimited())).isEqualTo(selects);
            }
        } catch (BuildException e) {
            assertThat(e.finding().message()).isNotBlank();
            assertThat(e.finding().origin()).isEqualTo(WRITTEN);
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
