package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;

/**
 * What {@code buildMetadata} writes about where a resource comes from, or what transformed it.
 *
 * @param path of the file that it was read from, relative to where the build began; empty for what a plugin made
 * @param configuredIn file that configures the plugin; empty for what was read
 * @param plugin the plugin's configuration; its name is empty for fields of a kustomization
 */
public record BuildNote(String path, String configuredIn, ResId plugin) {
    private static final ResId NO_PLUGIN = new ResId(Gvk.ANY, "", "");

    /** Of a resource that was read from a file. */
    public static BuildNote file(String path) {
        return new BuildNote(path, "", NO_PLUGIN);
    }

    /** Of what a plugin made or changed. */
    public static BuildNote plugin(String configuredIn, ResId plugin) {
        return new BuildNote("", configuredIn, plugin);
    }

    /** As YAML, each line after the first indented by {@code indent}. */
    String yaml(String indent) {
        StringBuilder yaml = new StringBuilder();
        line(yaml, "", "path", path);
        line(yaml, yaml.length() == 0 ? "" : indent, "configuredIn", configuredIn);
        if (!plugin.equals(NO_PLUGIN)) {
            yaml.append(indent).append("configuredBy:\n");
            line(yaml, indent + "  ", "apiVersion", plugin.gvk().apiVersion());
            line(yaml, indent + "  ", "kind", plugin.gvk().kind());
            line(yaml, indent + "  ", "name", plugin.name());
            line(yaml, indent + "  ", "namespace", plugin.namespace());
        }
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String indent, String key, String value) {
        if (!value.isEmpty()) {
            String scalar = YamlWriter.write(ScalarNode.string(value, Origin.of("", 1, 1)));
            yaml.append(indent).append(key).append(": ").append(scalar.strip()).append('\n');
        }
    }
}
