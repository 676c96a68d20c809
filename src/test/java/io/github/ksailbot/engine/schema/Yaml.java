package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Manifests from text. */
final class Yaml {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    private Yaml() {}

    public static Manifest one(String yaml) {
        List<Manifest> manifests = all(yaml);
        if (manifests.size() != 1) {
            throw new IllegalArgumentException(manifests.size() + " manifests in: " + yaml);
        }
        return manifests.get(0);
    }

    static List<Manifest> all(String yaml) {
        YamlDocuments documents = READER.read("app.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        List<Manifest> manifests = new ArrayList<>();
        for (Node document : documents.documents()) {
            if (document instanceof MappingNode mapping) {
                manifests.add(new Manifest(mapping));
            }
        }
        return manifests;
    }
}
