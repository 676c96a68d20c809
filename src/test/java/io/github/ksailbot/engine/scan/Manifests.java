package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Manifests written in tests, in a file called {@code app.yaml}. */
final class Manifests {
    private Manifests() {}

    static Manifest one(String yaml) {
        return all(yaml).get(0);
    }

    static List<Manifest> all(String yaml) {
        return new YamlReader(YamlLimits.DEFAULT)
                .read("app.yaml", yaml.getBytes(StandardCharsets.UTF_8)).documents().stream()
                        .map(document -> new Manifest((MappingNode) document))
                        .toList();
    }
}
