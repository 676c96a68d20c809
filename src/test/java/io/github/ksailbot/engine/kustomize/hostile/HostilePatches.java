package io.github.ksailbot.engine.kustomize.hostile;

import static io.github.ksailbot.engine.kustomize.hostile.HostileFiles.*;

import java.util.List;
import java.util.function.Supplier;

/** Patches, selectors and replacements. */
final class HostilePatches {
    private HostilePatches() {}

    static List<HostileRepository> all() {
        return List.of(
                with(
                        "patches for one resource each",
                        () -> "patches:\n"
                                + lines(
                                        10_000,
                                        i ->
                                                "- patch: '{apiVersion: v1, kind: ConfigMap, metadata: {name: c%d}, data: {a: b}}'"
                                                        .formatted(i)),
                        () -> configMaps(10_000)),
                with(
                        "patches for all resources",
                        () -> "patches:\n"
                                + lines(
                                        10_000,
                                        i ->
                                                "- {target: {kind: ConfigMap}, patch: '{kind: A, metadata: {name: a}, data: {a: b}}'}"),
                        () -> configMaps(10_000)),
                with(
                        "JSON patches for one resource each",
                        () -> "patches:\n"
                                + lines(
                                        10_000,
                                        i ->
                                                "- {target: {kind: ConfigMap, name: c%d}, patch: '[{\"op\": \"add\", \"path\": \"/data\", \"value\": {}}]'}"
                                                        .formatted(i)),
                        () -> configMaps(10_000)),
                with(
                        "JSON patches for names that are searched",
                        () -> "patches:\n"
                                + lines(
                                        10_000,
                                        i ->
                                                "- {target: {name: 'c.*%d'}, patch: '[{\"op\": \"add\", \"path\": \"/data\", \"value\": {}}]'}"
                                                        .formatted(i)),
                        () -> configMaps(10_000)),
                with(
                        "names that are hard to match",
                        () -> "patches:\n"
                                + lines(
                                        100,
                                        i ->
                                                "- {target: {name: '(a+)+b'}, patch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'}"),
                        () -> longNames()),
                with(
                        "counted repetitions",
                        () -> "patches:\n"
                                + lines(
                                        1_000,
                                        i ->
                                                "- {target: {name: '(a{0,30}){0,30}b'}, patch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'}"),
                        () -> longNames()),
                with("repetitions of repetitions", () -> target("name: 'a{1000}{1000}'"), () -> configMaps(1)),
                with(
                        "repetitions of nothing",
                        () -> target("name: '((((){1000}){1000}){1000}){1000}'"),
                        () -> configMaps(1)),
                with(
                        "classes of characters",
                        () -> "patches:\n"
                                + lines(
                                        2_000,
                                        i -> "- {target: {name: '(?i)[" + "acegikmoqsuwy02468é€𝄞".repeat(40)
                                                + "]+'}, patch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'}"),
                        () -> configMaps(10)),
                with(
                        "groups in groups",
                        () -> target("name: '" + "(".repeat(499) + ")".repeat(499) + "'"),
                        () -> configMaps(1)),
                with(
                        "terms of a label selector",
                        () -> target("labelSelector: '"
                                + lines(100_000, i -> "a%d!=b,".formatted(i)).replace("\n", "") + "z'"),
                        () -> configMaps(5_000)),
                with(
                        "values of one hash in a label selector",
                        () -> target("labelSelector: 'a in ("
                                + lines(60_000, i -> sameHash(i, 16) + ",").replace("\n", "") + "z)'"),
                        () -> configMaps(100)),
                with(
                        "labels of a resource that is selected often",
                        () -> "patches:\n"
                                + lines(
                                        5_000,
                                        i ->
                                                "- {target: {labelSelector: 'a,b'}, patch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'}"),
                        () -> "apiVersion: v1\nkind: A\nmetadata:\n  name: a\n  labels:\n"
                                + lines(100_000, i -> "    l" + i + ": x")),
                json(
                        "copies that double",
                        () -> lines(60, i -> "- {op: copy, from: /a, path: /a/k" + i + "}"),
                        () -> "a: {b: c}\n",
                        1),
                json(
                        "copies that double, patch by patch",
                        () -> lines(15, i -> "- {op: copy, from: /a, path: /a/k" + i + "}"),
                        () -> "a: {b: c}\n",
                        100),
                json(
                        "additions to the begin of a list",
                        () -> lines(2_000, i -> "- {op: add, path: /a/0, value: x}"),
                        () -> "a: [" + "x,".repeat(500_000) + "]\n",
                        1),
                json(
                        "moves in a large mapping",
                        () -> lines(2_000, i -> "- {op: move, from: /a/k0, path: /a/k0}"),
                        () -> "a:\n" + lines(200_000, i -> "  k" + i + ": x"),
                        1),
                json(
                        "tests of a large value",
                        () -> lines(1_000, i -> "- {op: test, path: /a, value: [" + "x,".repeat(300) + "]}"),
                        () -> "a: [" + "x,".repeat(300) + "]\n",
                        100),
                with("a patch that is used by many", () -> shared(), () -> configMaps(10)),
                with(
                        "lists that are merged",
                        () -> "patches:\n" + lines(100, i -> "- path: p.yaml"),
                        () -> deployments(1, "{containers: [" + lines(1_900, i -> "{name: a" + i + "},") + "]}"),
                        () -> deployments(1, "{containers: [" + lines(90, i -> "{name: b" + i + "},") + "]}")),
                with(
                        "ports that are merged",
                        () -> "patches:\n" + lines(20, i -> "- path: p.yaml"),
                        () -> ports(1_000),
                        () -> ports(900)),
                with(
                        "names on the way to fields",
                        () -> "patches: [{path: p.yaml}]\n",
                        () -> longKeys(),
                        () -> longKeys()),
                with(
                        "unquoted keys",
                        () -> "patches:\n" + lines(1_000, i -> "- path: p.yaml"),
                        () -> configMap("c0") + "data: {a: b}\n",
                        () -> configMap("c0") + "data:\n" + lines(199, i -> "  " + i + ": x") + "more: ["
                                + "x,".repeat(100_000) + "]\n"),
                with(
                        "replacements",
                        () -> replacements(
                                1_000,
                                "select: {kind: ConfigMap}\n    fieldPaths: [data.b]\n    options: {create: true}"),
                        () -> configMaps(10_000).replaceFirst("name: c0}", "name: c0}\ndata: {a: b}")),
                with(
                        "replacements that name their target",
                        () -> replacements(
                                5_000,
                                "select: {kind: ConfigMap, name: c7}\n    fieldPaths: [data.b]\n    options: {create: true}"),
                        () -> configMaps(10_000).replaceFirst("name: c0}", "name: c0}\ndata: {a: b}")),
                with(
                        "replacements of every item",
                        () -> replacements(500, "select: {kind: L}\n    fieldPaths: ['a.*.*.b']"),
                        () -> configMaps(1).replaceFirst("name: c0}", "name: c0}\ndata: {a: b}")
                                + "---\nkind: L\nmetadata: {name: l}\na: ["
                                + ("[" + "{b: c},".repeat(300) + "],").repeat(300) + "]\n"),
                with(
                        "replacements that search lists",
                        () -> replacements(
                                500,
                                "select: {kind: L}\n    fieldPaths: ['a.[b=(x+x+)+y].c']\n    options: {create: true}"),
                        () -> configMaps(1).replaceFirst("name: c0}", "name: c0}\ndata: {a: b}")
                                + "---\nkind: L\nmetadata: {name: l}\na: ["
                                + ("{b: " + "x".repeat(1_000) + "},").repeat(500) + "]\n"),
                with(
                        "replacements of parts of a text",
                        () -> replacements(
                                2_000,
                                "select: {kind: ConfigMap}\n    fieldPaths: [data.a]\n    options: {delimiter: x, index: 1}"),
                        () -> configMap("c0") + "data: {a: " + "x".repeat(1_000_000) + "}\n"),
                with(
                        "a value that replacements double",
                        () -> "replacements:\n"
                                + lines(
                                        64,
                                        i ->
                                                "- {source: {kind: A, fieldPath: a}, targets: [{select: {kind: A}, fieldPaths: [a.k%d], options: {create: true}}]}"
                                                        .formatted(i)),
                        () -> "kind: A\nmetadata: {name: a}\na: {b: c}\n"));
    }

    private static HostileRepository with(String name, Supplier<String> kustomization, Supplier<String> resources) {
        return with(name, kustomization, resources, () -> "");
    }

    private static HostileRepository with(
            String name, Supplier<String> kustomization, Supplier<String> resources, Supplier<String> patch) {
        return new HostileRepository(name, () -> kustomization("resources: [a.yaml]\n" + kustomization.get())
                .file("a.yaml", resources.get())
                .file("p.yaml", patch.get())
                .tree());
    }

    private static HostileRepository json(
            String name, Supplier<String> operations, Supplier<String> fields, int times) {
        return with(
                name,
                () -> "patches:\n" + "- {target: {kind: A}, path: p.yaml}\n".repeat(times),
                () -> "kind: A\nmetadata: {name: a}\n" + fields.get(),
                operations);
    }

    private static String target(String target) {
        return "patches: [{target: {" + target + "}, patch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'}]\n";
    }

    private static String longNames() {
        return lines(5_000, i -> "---\nkind: A\nmetadata: {name: " + "a".repeat(300) + i + "}");
    }

    private static String shared() {
        String patch = "{kind: A, metadata: {name: a}, data: {"
                + lines(10_000, i -> "k" + i + ": x,").replace("\n", "") + "}}";
        return "patches:\n- {target: {kind: ConfigMap}, patch: &p '" + patch + "'}\n"
                + lines(15_000, i -> "- {target: {kind: ConfigMap}, patch: *p}");
    }

    private static String ports(int count) {
        return "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: ["
                + lines(count, i -> "{port: " + i + ", protocol: TCP},") + "]}\n";
    }

    private static String longKeys() {
        return configMap("c0") + "data:\n  ? " + "x".repeat(1_000_000) + "\n  :\n"
                + lines(20_000, i -> "    k" + i + ": x");
    }

    private static String replacements(int count, String target) {
        return "replacements:\n"
                + lines(
                        count,
                        i -> "- source: {kind: ConfigMap, name: c0, fieldPath: data.a}\n  targets:\n  - " + target);
    }
}
