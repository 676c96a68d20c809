package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Yaml;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a: b: c\\n | 1:5 | a `:` stands where no value can begin",
                "a: 1\\n b: 2\\n | 2:3 | a `:` stands where no value can begin",
                "a:\\n  b: 1\\nc\\nd: 1\\n | 4:1 | a line that should be a key has no `:`",
                "a:\\n\\t- b\\n | 2:1 | a tab stands where the indentation is",
                "a: @b\\n | 1:4 | a value begins with a character that is reserved",
                "- a\\nb: 1\\n | 2:1 | the line is not indented like the block that it stands in",
                "a: 'x' y\\n | 1:8 | there is text behind the quote that closes a value",
                "a: - b\\n | 1:4 | a `-` stands where no list can begin",
                "a: [1, 2\\n | 2:1 | a list in brackets is not closed, or a comma is missing in it",
                "a: {b: 1\\n | 2:1 | a mapping in braces is not closed, or a comma is missing in it",
                "a: 'b\\n | 2:1 | a quoted text is not closed",
                "a: \"b\\n---\\nc: 1\\n | 2:1 | a quoted text is not closed (it began in line 1)",
                "a: \"\\\\q\"\\n | 1:6 | a backslash in double quotes begins no escape that YAML has",
                "a: \"\\\\x1\"\\n | 1:7 | an escape in double quotes has too few hexadecimal digits",
                "a: >\\n\\n   \\n  b\\n | 4:3 | an empty line at the top of a block text has more spaces than the text",
                "a: *\\n | 1:5 | a `*` or `&` is not followed by a name",
                "a: !x!y z\\n | 1:4 | a tag has a prefix that is not declared",
            })
    void message_saysWhatIsWrong(String text, String place, String what) {
        String yaml = text.replace("\\\\", "\u0000")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\u0000", "\\");

        var finding =
                Yaml.read(yaml + (yaml.endsWith("\n") ? "" : "\n")).findings().get(0);

        var origin = Objects.requireNonNull(finding.origin());
        assertThat(origin.line() + ":" + origin.column()).isEqualTo(place);
        assertThat(finding.message()).startsWith("This is not YAML: " + what);
        assertThat(finding.fix()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "u", "U", "x4", "u00e", "U0010FFF"})
    void escapeAtTheEndOfTheText_isAMistakeOfTheFile(String escape) {
        assertThat(Yaml.read("a: 1\nb: \"c\\" + escape).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule().value()).isEqualTo("yaml/syntax");
                    assertThat(finding.fix()).isNotEmpty();
                    assertThat(finding.origin())
                            .isNotNull()
                            .extracting(Origin::line)
                            .isEqualTo(2);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UFFFFFFFF", "U00110000", "uD800", "UFFFFFFFFF"})
    void escapeOfNoCharacter_isAMistakeOfTheFile(String escape) {
        assertThat(Yaml.read("a: \"\\" + escape + "\"\n").findings())
                .extracting(finding -> finding.rule().value())
                .isSubsetOf("yaml/syntax", "yaml/encoding");
    }

    @ParameterizedTest
    @CsvSource({"a: {{ .Values.x }} y", "a: \"b\" {{ c }}"})
    void template_isSaidToBeOne(String text) {
        assertThat(Yaml.read(text + "\n").findings()).last().satisfies(finding -> assertThat(finding.fix())
                .startsWith("Put template expressions in quotes"));
    }
}
