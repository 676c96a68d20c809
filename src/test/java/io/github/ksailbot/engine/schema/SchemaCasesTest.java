package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases of {@code cases.txt}: {@code == name}, a manifest, {@code --}, and what is said of it: the status, and for
 * each finding a line with place, rule and field, a line with the message and, when there is one, a line with the fix.
 */
class SchemaCasesTest {
    private final SchemaValidator validator = new SchemaValidator();

    @TestFactory
    Stream<DynamicTest> cases_sayWhatIsWrongAndWhere() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String text : read().split("(?m)^== ", -1)) {
            if (!text.isBlank()) {
                String name = text.substring(0, text.indexOf('\n'));
                String[] parts = text.substring(text.indexOf('\n') + 1).split("(?m)^--\n", 2);
                tests.add(DynamicTest.dynamicTest(
                        name, () -> assertThat(said(parts[0])).isEqualTo(parts[1].strip())));
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests.stream();
    }

    private String said(String yaml) {
        Validation validation = validator.validate(Yaml.one(yaml), Set.of());
        StringBuilder text = new StringBuilder(validation.status().toString());
        for (Finding finding : validation.findings()) {
            Origin origin = Objects.requireNonNull(finding.origin());
            text.append("\n%d:%d %s %s".formatted(origin.line(), origin.column(), finding.rule(), finding.field()))
                    .append("\n  ")
                    .append(finding.message());
            if (!finding.fix().isEmpty()) {
                text.append("\n  ").append(finding.fix());
            }
        }
        return text.toString();
    }

    private static String read() throws IOException {
        try (InputStream in = SchemaCasesTest.class.getResourceAsStream("cases.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
