package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How near a rendered text is to what kustomize printed. */
enum ConformanceGrade {
    EXACT,
    /** The same documents in another order. */
    REORDERED,
    /** The same values. */
    SEMANTIC,
    WRONG;

    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\n");

    static ConformanceGrade of(String rendered, String expected) {
        if (rendered.equals(expected)) {
            return EXACT;
        }
        if (documents(rendered).equals(documents(expected))) {
            return REORDERED;
        }
        return values(rendered).equals(values(expected)) ? SEMANTIC : WRONG;
    }

    private static List<String> documents(String text) {
        return Arrays.stream(SEPARATOR.split(text))
                .map(document -> document.replaceAll("^\n+|\n+$", ""))
                .filter(document -> !document.isBlank())
                .sorted()
                .toList();
    }

    private static List<String> values(String text) {
        return new YamlReader(YamlLimits.DEFAULT)
                .read("rendered.yaml", text.getBytes(StandardCharsets.UTF_8)).documents().stream()
                        .map(CanonicalJson::of)
                        .sorted()
                        .toList();
    }
}
