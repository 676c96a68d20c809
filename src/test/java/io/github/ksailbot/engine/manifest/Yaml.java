package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;

/** Short forms for tests. */
public final class Yaml {
    public static final String FILE = "apps/web.yaml";

    private Yaml() {}

    public static YamlDocuments read(String text) {
        return read(text, YamlLimits.DEFAULT);
    }

    public static YamlDocuments read(String text, YamlLimits limits) {
        return new YamlReader(limits).read(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Node one(String text) {
        return read(text).documents().get(0);
    }

    public static MappingNode mapping(String text) {
        return (MappingNode) one(text);
    }
}
