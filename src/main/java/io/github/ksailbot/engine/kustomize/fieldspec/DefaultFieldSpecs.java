package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What kustomize touches unless it is told otherwise: {@code default-field-specs.yaml} beside this class. */
public final class DefaultFieldSpecs {
    private static final String FILE = "default-field-specs.yaml";

    public static final TransformerConfig CONFIG = read();

    private DefaultFieldSpecs() {}

    private static TransformerConfig read() {
        try (InputStream stream = Objects.requireNonNull(DefaultFieldSpecs.class.getResourceAsStream(FILE), FILE)) {
            YamlDocuments documents =
                    new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES).read(FILE, stream.readAllBytes());
            return TransformerConfigReader.read(
                    (MappingNode) documents.documents().get(0), finding -> {
                        throw new IllegalStateException(FILE + ": " + finding.message());
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
