package io.github.ksailbot.engine.kustomize.memo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final int LENGTH = 100_000;

    @Test
    void textBeyondLatin1_weighsTwoBytesACharacter() {
        long latin = ofText("é".repeat(LENGTH));
        long wide = ofText("字" + "a".repeat(LENGTH - 1));

        assertThat(latin).isBetween((long) LENGTH, LENGTH + 1_000L);
        assertThat(wide - latin).isEqualTo(LENGTH);
    }

    @Test
    void findings_weighTheirTexts() {
        Finding plain = Finding.error("yaml/syntax", "a".repeat(LENGTH), null);

        assertThat(Weights.ofFindings(List.of(plain))).isGreaterThan(LENGTH);
        assertThat(Weights.ofFindings(List.of(plain.withMessage("字".repeat(LENGTH)))))
                .isGreaterThan(2 * LENGTH);
    }

    @Test
    void places_weighTheirPaths() {
        long one = Weights.ofPlaces(List.of(new SourcePath("a".repeat(1_000))));
        long two = Weights.ofPlaces(List.of(new SourcePath("a".repeat(1_000)), new SourcePath("b".repeat(1_000))));

        assertThat(one).isGreaterThan(1_000);
        assertThat(two - one).isGreaterThan(1_000);
    }

    private static long ofText(String text) {
        Origin origin = Origin.of("a.yaml", 1, 1);
        MappingNode root = MappingNode.empty(origin).with("a", ScalarNode.string(text, origin));
        return new Weights(List.of()).ofManifests(List.of(root));
    }
}
