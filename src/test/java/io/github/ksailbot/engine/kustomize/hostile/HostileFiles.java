package io.github.ksailbot.engine.kustomize.hostile;

import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Texts for hostile repositories: many lines, many resources, names of one hash. */
final class HostileFiles {
    private final Map<String, String> files = new LinkedHashMap<>();

    static HostileFiles kustomization(String text) {
        return new HostileFiles().file("kustomization.yaml", text);
    }

    HostileFiles file(String path, String text) {
        files.put(path, text);
        return this;
    }

    SourceTree tree() {
        return MemorySourceTree.of(files);
    }

    static String lines(int count, IntFunction<String> line) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(line.apply(i)).append('\n');
        }
        return lines.toString();
    }

    static String configMaps(int count) {
        return lines(count, i -> "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c" + i + "}");
    }

    static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }

    static String deployments(int count, String pod) {
        return lines(
                count,
                i -> "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d" + i
                        + "}\nspec: {template: {spec: " + pod + "}}");
    }

    /** Different names of the same {@link String#hashCode()}, of {@code 2 * pairs} letters. */
    static String sameHash(int number, int pairs) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < pairs; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
