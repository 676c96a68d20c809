package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A repository of bases, overlays, components and generators, and commits to it by somebody who cares for nothing. */
final class MadeUpHistory {
    static final List<String> DIRECTORIES = List.of("a", "b", "c", "b/in", "o1", "o2", "o3", "deep/er", "x");

    private static final String LINK = "\0";
    private static final List<String> FILES = List.of("one.yaml", "two.yaml", "patch.yaml", "data.txt", "config.yaml");

    private final Random random;
    private final Map<String, String> files = new TreeMap<>();

    MadeUpHistory(long seed) {
        this.random = new Random(seed);
        for (String directory : DIRECTORIES) {
            files.put(directory + "/kustomization.yaml", kustomization());
            for (String file : FILES) {
                files.put(directory + "/" + file, content(file));
            }
        }
    }

    /** The next commit: one to three edits. */
    SourceTree commit() {
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            edit();
        }
        while (true) {
            MemorySourceTree.Builder tree = MemorySourceTree.builder();
            try {
                files.forEach((path, content) -> {
                    if (content.startsWith(LINK)) {
                        tree.link(path, content.substring(1));
                    } else {
                        tree.file(path, content);
                    }
                });
                return tree.build();
            } catch (IllegalArgumentException e) {
                // a file stands where a directory was: no tree holds both
                files.remove(pick(List.copyOf(files.keySet())));
            }
        }
    }

    private void edit() {
        String directory = pick(DIRECTORIES);
        String file = pick(FILES);
        List<String> paths = List.copyOf(files.keySet());
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> files.put(directory + "/kustomization.yaml", kustomization());
            case 3, 4 -> files.put(directory + "/" + file, content(file));
            case 5 -> files.remove(pick(paths));
            case 6 -> {
                String content = files.remove(pick(paths));
                files.put(directory + "/" + (content.contains("resources:") ? "kustomization.yml" : file), content);
            }
            case 7 ->
                files.put(
                        directory + "/" + file,
                        LINK + pick(List.of("../a/" + file, "two.yaml", "../../out", "../x", file)));
            default -> {
                files.keySet().removeIf(path -> path.startsWith("x/"));
                files.put("x", LINK + pick(List.of("a", "o1", "b/in", "nowhere")));
            }
        }
    }

    private String content(String file) {
        String name = pick(List.of("web", "db", "settings"));
        return switch (file) {
            case "data.txt" -> "key=" + random.nextInt(4) + "\n";
            case "patch.yaml" ->
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {p: '%d'}\n"
                        .formatted(name, random.nextInt(4));
            case "config.yaml" ->
                "namePrefix:\n- path: metadata/name\n- {path: data/%s, kind: ConfigMap}\n".formatted(name);
            default ->
                pick(List.of(
                                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {v: '%d'}\n",
                                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s}\nspec: {replicas: %d}\n",
                                "kind: [broken %s\n%d",
                                "# nothing of %s, %d\n"))
                        .formatted(name, random.nextInt(4));
        };
    }

    private String kustomization() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(6) == 0) {
            text.append("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
        }
        text.append("resources: [")
                .append(String.join(
                        ", ",
                        some(
                                3,
                                List.of(
                                        "one.yaml",
                                        "two.yaml",
                                        "../a",
                                        "../b",
                                        "../c",
                                        "../b/in",
                                        "in",
                                        "../../c",
                                        "../x",
                                        "../o1",
                                        "er",
                                        "no"))))
                .append("]\n");
        text.append("components: [")
                .append(String.join(", ", some(1, List.of("../a", "../b", "../o2", "../x"))))
                .append("]\n");
        List<String> fields = List.of(
                "namePrefix: p-\n",
                "namespace: ns\n",
                "commonLabels: {app: web}\n",
                "patches: [{path: patch.yaml}]\n",
                "configMapGenerator: [{name: made, envs: [data.txt]}]\n",
                "configMapGenerator: [{name: settings, behavior: merge, files: [data.txt]}]\n",
                "configurations: [config.yaml]\n",
                "vars: [{name: V, objref: {apiVersion: v1, kind: ConfigMap, name: settings}}]\n",
                "replicas: [{name: web, count: 3}]\n",
                "openapi: {version: v1.21.2}\n",
                "openapi: {path: one.yaml}\n",
                "buildMetadata: [originAnnotations, transformerAnnotations]\n",
                "unknown: field\n");
        some(3, fields).forEach(text::append);
        return text.toString();
    }

    private List<String> some(int most, List<String> choice) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String one = pick(choice);
            String key = one.contains(":") ? one.substring(0, one.indexOf(':')) : one;
            if (some.stream().noneMatch(other -> other.startsWith(key))) {
                some.add(one);
            }
        }
        return some;
    }

    private String pick(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
