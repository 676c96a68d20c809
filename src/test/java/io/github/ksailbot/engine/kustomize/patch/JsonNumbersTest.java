package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740992",
        "-9007199254740993, -9007199254740992",
        "12345678901234567890, 12345678901234567000",
        "9223372036854775807, 9223372036854776000",
        "18446744073709551615, 1.8446744073709552e+19",
    })
    void largeIntegers_loseDigits_asInKustomize(String written, String printed) {
        assertThat(YamlWriter.write(new JsonNumbers(Work.unlimited()).rounded(mapping("a:\n- b: " + written + "\n"))))
                .isEqualTo("a:\n- b: " + printed + "\n");
    }

    @Test
    void allOtherValues_stayTheSameNodes() {
        MappingNode mapping = mapping("a: [9007199254740992, 1.10, '9007199254740993', true, ~]\n");

        assertThat(new JsonNumbers(Work.unlimited()).rounded(mapping)).isSameAs(mapping);
    }

    private static MappingNode mapping(String yaml) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }
}
