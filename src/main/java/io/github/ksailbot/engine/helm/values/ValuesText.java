package io.github.ksailbot.engine.helm.values;

import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of values as Helm and Flux's controllers read it: {@code yes} and {@code off} are booleans, a date is a string, and of
 * a key that is there twice the last value counts.
 *
 * @param root of its first document; null when there is none
 * @param isBroken whether it cannot be read
 */
public record ValuesText(@Nullable Node root, boolean isBroken) {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    /** A text in another file. */
    public static ValuesText of(ScalarNode text) {
        return of(READER.readEmbedded(text));
    }

    /** A file. */
    public static ValuesText of(OriginFile place, byte[] content) {
        return of(READER.read(place, content));
    }

    private static ValuesText of(YamlDocuments yaml) {
        List<Node> documents = yaml.documents();
        return new ValuesText(
                documents.isEmpty() ? null : documents.get(0),
                yaml.findings().stream()
                        .anyMatch(finding -> finding.severity() == Severity.ERROR
                                && !finding.rule().value().equals("yaml/duplicate-key")));
    }
}
