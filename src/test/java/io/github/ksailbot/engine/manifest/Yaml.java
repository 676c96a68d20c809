package io.github.ksailbot.engine.manifest;

import java.nio.charset.StandardCharsets;

/** Short forms for tests. */
final class Yaml {
    static final String FILE = "apps/web.yaml";

    private Yaml() {}

    static YamlDocuments read(String text) {
        return read(text, YamlLimits.DEFAULT);
    }

    static YamlDocuments read(String text, YamlLimits limits) {
        return new YamlReader(limits).read(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    static Node one(String text) {
        return read(text).documents().get(0);
    }

    static MappingNode mapping(String text) {
        return (MappingNode) one(text);
    }
}
