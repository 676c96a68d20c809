package io.github.ksailbot.engine.kustomize.hostile;

import static io.github.ksailbot.engine.kustomize.hostile.HostileFiles.*;

import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.function.Supplier;

/** Generators, plugins, configurations, and kustomizations that lead to each other. */
final class HostileBases {
    private static final String COMPONENT = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";
    private static final String BUILTIN = "---\napiVersion: builtin\n";

    private HostileBases() {}

    static List<HostileRepository> all() {
        return List.of(
                plain(
                        "literals",
                        () -> "configMapGenerator:\n- name: a\n  literals:\n" + lines(300_000, i -> "  - k" + i + "=x"),
                        () -> ""),
                plain(
                        "a literal that is used often",
                        () -> "configMapGenerator:\n- {name: a, literals: [&a 'a=" + "x".repeat(1 << 20) + "']}\n"
                                + lines(10_000, i -> "- {name: a" + i + ", literals: [*a]}"),
                        () -> ""),
                plain(
                        "a file that is used often",
                        () -> "configMapGenerator:\n- name: a\n  files:\n"
                                + lines(10_000, i -> "  - k" + i + "=big.txt"),
                        () -> "x".repeat(10 << 20)),
                plain(
                        "a file that is used by a generator each",
                        () -> "configMapGenerator:\n" + lines(1_000, i -> "- {name: a" + i + ", files: [big.txt]}"),
                        () -> "x".repeat(1 << 20)),
                plain(
                        "lines of an env file",
                        () -> "configMapGenerator: [{name: a, envs: [big.txt]}]\n",
                        () -> lines(2_000_000, i -> "k" + i + "=")),
                plain(
                        "blank lines of an env file",
                        () -> "configMapGenerator: [{name: a, envs: [big.txt]}]\n",
                        () -> "\n".repeat(15 << 20)),
                plain(
                        "data that is merged",
                        () -> "configMapGenerator:\n- {name: a, envs: [big.txt]}\n"
                                + lines(5_000, i -> "- {name: a, behavior: merge, literals: [a=b]}"),
                        () -> lines(50_000, i -> "k" + i + "=")),
                plain(
                        "generators",
                        () -> "configMapGenerator:\n" + lines(40_000, i -> "- {name: a" + i + "}"),
                        () -> ""),
                plain(
                        "bytes that are no text",
                        () -> "secretGenerator: [{name: a, files: [big.txt]}]\n",
                        () -> "\u0001\u0002".repeat(6 << 20)),
                plain(
                        "control characters",
                        () -> "configMapGenerator: [{name: a, files: [big.txt]}]\n",
                        () -> "\u0001\u0002".repeat(7 << 20)),
                plugins(
                        "transformers",
                        "transformers",
                        () -> lines(
                                10_000,
                                i -> BUILTIN
                                        + "kind: LabelTransformer\nmetadata: {name: l%d}\nlabels: {a: b}\nfieldSpecs: [{path: metadata/labels, create: true}]"
                                                .formatted(i))),
                plugins(
                        "validators",
                        "validators",
                        () -> lines(
                                10_000,
                                i -> BUILTIN
                                        + "kind: LabelTransformer\nmetadata: {name: l%d}\nlabels: {a: b}\nfieldSpecs: [{path: x}]"
                                                .formatted(i))),
                plugins(
                        "generators that are resources",
                        "generators",
                        () -> lines(
                                20_000,
                                i -> BUILTIN
                                        + "kind: ConfigMapGenerator\nmetadata: {name: g%d}\nliterals: [a=b]"
                                                .formatted(i))),
                plugins(
                        "paths that grow",
                        "transformers",
                        () -> lines(
                                3_000,
                                i -> BUILTIN
                                        + "kind: ValueAddTransformer\nmetadata: {name: v%d}\nvalue: %s\ntargets: [{fieldPath: a, filePathPosition: 1}]"
                                                .formatted(i, "x/".repeat(100)))),
                files(
                        "a hundred thousand field specs",
                        () -> "configurations: [c.yaml]\nnamePrefix: a\n",
                        () -> "namePrefix:\n" + lines(100_000, i -> "- {path: a/b" + i + "}")),
                files(
                        "field specs of one field",
                        () -> "configurations: [c.yaml]\nnamePrefix: a\n",
                        () -> "namePrefix:\n" + lines(50_000, i -> "- {path: a, kind: K" + i + "}")),
                files(
                        "field specs of one field, for name references",
                        () -> "configurations: [c.yaml]\nnamePrefix: a\n",
                        () -> "nameReference:\n"
                                + lines(30_000, i -> "- {kind: K, fieldSpecs: [{path: a, kind: K" + i + "}]}")),
                files(
                        "field specs with long paths",
                        () -> "configurations: [c.yaml]\ncommonLabels: {a: b}\n",
                        () -> "commonLabels:\n"
                                + lines(2_000, i -> "- {create: true, path: " + ("a" + i + "/").repeat(150) + "b}")),
                files("types that refer to each other", () -> "crds: [c.yaml]\n", () -> types()),
                files(
                        "a large OpenAPI document",
                        () -> "openapi: {path: c.yaml}\n",
                        () -> "definitions:\n"
                                + lines(
                                        20_000,
                                        i -> "  " + sameHash(i, 16)
                                                + ": {properties: {a: {type: string}, b: {$ref: '#/definitions/x'}}}")),
                new HostileRepository("a base that leads to itself", () -> kustomization("resources: [a]\n")
                        .file("a/kustomization.yaml", "resources: [..]\n")
                        .tree()),
                new HostileRepository("bases in a circle", HostileBases::circle),
                new HostileRepository("a chain of bases", () -> chain(10_000)),
                new HostileRepository("bases that each use the next one twice", HostileBases::doubled),
                new HostileRepository("components that each use the next one twice", HostileBases::doubledComponents),
                new HostileRepository("a component that is used often", HostileBases::component),
                new HostileRepository("a base that is used often", HostileBases::overlays),
                new HostileRepository("overlays on overlays of many resources", HostileBases::renamed),
                new HostileRepository("large data in many overlays", HostileBases::largeData),
                new HostileRepository("kustomizations", HostileBases::kustomizations));
    }

    private static HostileRepository plain(String name, Supplier<String> kustomization, Supplier<String> file) {
        return new HostileRepository(name, () -> kustomization(kustomization.get())
                .file("big.txt", file.get())
                .tree());
    }

    private static HostileRepository plugins(String name, String field, Supplier<String> configs) {
        return new HostileRepository(name, () -> kustomization("resources: [a.yaml]\n" + field + ": [c.yaml]\n")
                .file("a.yaml", lines(5_000, i -> "---\nkind: A\nmetadata: {name: a" + i + "}\na: b"))
                .file("c.yaml", configs.get())
                .tree());
    }

    private static HostileRepository files(String name, Supplier<String> kustomization, Supplier<String> file) {
        return new HostileRepository(name, () -> kustomization("resources: [a.yaml]\n" + kustomization.get())
                .file("a.yaml", configMaps(5_000))
                .file("c.yaml", file.get())
                .tree());
    }

    /** Each type refers to the next one twice. */
    private static String types() {
        return lines(
                40,
                i ->
                        "p.T%d: {Schema: {properties: {kind: {}, apiVersion: {}, metadata: {}, x: {$ref: p.T%d}, y: {$ref: p.T%<d}}}}"
                                .formatted(i, i + 1));
    }

    private static SourceTree circle() {
        HostileFiles files = kustomization("resources: [a0]\n");
        for (int i = 0; i < 50; i++) {
            files.file("a" + i + "/kustomization.yaml", "resources: [../a" + (i + 1) % 50 + "]\n");
        }
        return files.tree();
    }

    private static SourceTree chain(int length) {
        HostileFiles files = kustomization("resources: [a0]\n");
        for (int i = 0; i < length; i++) {
            files.file("a" + i + "/kustomization.yaml", "resources: [../a" + (i + 1) + "]\n");
        }
        return files.tree();
    }

    private static SourceTree doubled() {
        HostileFiles files = kustomization("resources: [l0, r0]\n");
        for (int i = 0; i < 40; i++) {
            for (String side : List.of("l", "r")) {
                String below = i == 39 ? "a.yaml" : "../l%d, ../r%<d".formatted(i + 1);
                files.file(side + i + "/kustomization.yaml", "namePrefix: " + side + "\nresources: [" + below + "]\n");
            }
        }
        return files.file("l39/a.yaml", configMap("a"))
                .file("r39/a.yaml", configMap("a"))
                .tree();
    }

    private static SourceTree doubledComponents() {
        HostileFiles files = kustomization("components: [c0, c0]\n");
        for (int i = 0; i < 40; i++) {
            files.file("c" + i + "/kustomization.yaml", COMPONENT + "components: [../c%d, ../c%<d]\n".formatted(i + 1));
        }
        return files.file("c40/kustomization.yaml", COMPONENT + "namePrefix: a\n")
                .tree();
    }

    private static SourceTree component() {
        return kustomization("resources: [a.yaml]\ncomponents:\n" + lines(4_900, i -> "- c"))
                .file("a.yaml", configMaps(1_000))
                .file("c/kustomization.yaml", COMPONENT + "namePrefix: a\n")
                .tree();
    }

    private static SourceTree overlays() {
        HostileFiles files = kustomization("resources:\n" + lines(2_000, i -> "- o" + i));
        for (int i = 0; i < 2_000; i++) {
            files.file("o" + i + "/kustomization.yaml", "namePrefix: o" + i + "-\nresources: [../base]\n");
        }
        return files.file("base/kustomization.yaml", "resources: [a.yaml]\n")
                .file("base/a.yaml", configMaps(100))
                .tree();
    }

    private static SourceTree renamed() {
        HostileFiles files = kustomization("resources: [o0]\n");
        for (int i = 0; i < 60; i++) {
            files.file(
                    "o" + i + "/kustomization.yaml",
                    "namePrefix: a\nresources: [" + (i == 59 ? "a.yaml" : "../o" + (i + 1)) + "]\n");
        }
        return files.file("o59/a.yaml", configMaps(30_000)).tree();
    }

    private static SourceTree largeData() {
        HostileFiles files = kustomization("resources:\n" + lines(1_000, i -> "- o" + i));
        for (int i = 0; i < 1_000; i++) {
            files.file("o" + i + "/kustomization.yaml", "namePrefix: o" + i + "-\nresources: [../base]\n");
        }
        return files.file("base/kustomization.yaml", "configMapGenerator: [{name: a, files: [big.txt]}]\n")
                .file("base/big.txt", "x".repeat(10 << 20))
                .tree();
    }

    private static SourceTree kustomizations() {
        HostileFiles files = kustomization("resources:\n" + lines(20_000, i -> "- o" + i));
        for (int i = 0; i < 20_000; i++) {
            files.file("o" + i + "/kustomization.yaml", "namePrefix: a\n");
        }
        return files.tree();
    }
}
