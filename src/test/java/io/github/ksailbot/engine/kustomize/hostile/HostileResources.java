package io.github.ksailbot.engine.kustomize.hostile;

import static io.github.ksailbot.engine.kustomize.hostile.HostileFiles.*;

import java.util.List;
import java.util.function.Supplier;

/** Too many resources, and what is done to each of them. */
final class HostileResources {
    private static final String LONG = "x".repeat(1 << 20);

    private HostileResources() {}

    static List<HostileRepository> all() {
        return List.of(
                with("resources in one file", () -> "", () -> configMaps(100_000)),
                with(
                        "resources in a list",
                        () -> "",
                        () -> "kind: List\nitems:\n"
                                + lines(160_000, i -> "- {kind: A, metadata: {name: a" + i + "}}")),
                with(
                        "resources in a list of JSON",
                        () -> "",
                        () -> "{\"kind\":\"List\",\"items\":["
                                + lines(160_000, i -> "{\"kind\":\"A\",\"metadata\":{\"name\":\"a" + i + "\"}},")
                                + "{}]}"),
                with(
                        "lists in lists of resources",
                        () -> "",
                        () -> "kind: List\nitems: &a [" + "{kind: XList, items: []},".repeat(200_000) + "]\n"),
                new HostileRepository("resources in files", HostileResources::files),
                with(
                        "names of one hash",
                        () -> "namePrefix: a\n",
                        () -> lines(40_000, i -> "---\nkind: A\nmetadata: {name: " + sameHash(i, 16) + "}")),
                with(
                        "kinds of one hash",
                        () -> "namePrefix: a\n",
                        () -> lines(40_000, i -> "---\nkind: " + sameHash(i, 16) + "\nmetadata: {name: a}")),
                with("a prefix of a megabyte", () -> "namePrefix: " + LONG + "\n", () -> configMaps(10_000)),
                with("a label of a megabyte", () -> "commonLabels: {a: " + LONG + "}\n", () -> configMaps(10_000)),
                with(
                        "labels",
                        () -> "commonLabels:\n" + lines(50_000, i -> "  l" + i + ": x"),
                        () -> configMaps(1_000)),
                with(
                        "entries of labels",
                        () -> "labels:\n" + lines(20_000, i -> "- {pairs: {l" + i + ": x}}"),
                        () -> configMaps(5_000)),
                with(
                        "annotations",
                        () -> "commonAnnotations:\n" + lines(50_000, i -> "  l" + i + ": x"),
                        () -> configMaps(1_000)),
                with(
                        "fields of a label",
                        () -> "labels:\n- pairs: {a: b}\n  fields:\n"
                                + lines(50_000, i -> "  - {path: a" + i + "/b, create: true}"),
                        () -> configMaps(1_000)),
                with(
                        "images",
                        () -> "images:\n" + lines(5_000, i -> "- {name: image" + i + ", newTag: v2}"),
                        () -> deployments(5_000, "{containers: [{image: 'image7:v1'}]}")),
                with(
                        "images of many containers",
                        () -> "images:\n" + lines(5_000, i -> "- {name: image" + i + ", newTag: v2}"),
                        () -> deployments(
                                1, "{containers: [" + lines(5_000, i -> "{image: 'image" + i + ":v1'},") + "]}")),
                with(
                        "images that are hard to match",
                        () -> "images:\n" + lines(1_000, i -> "- {name: '(a|a?)+" + i + "', newTag: v2}"),
                        () -> deployments(1_000, "{containers: [{image: " + "a".repeat(1_000) + "}]}")),
                with(
                        "replicas",
                        () -> "replicas:\n" + lines(20_000, i -> "- {name: d" + i + ", count: 2}"),
                        () -> deployments(20_000, "{}")),
                with(
                        "replicas of nothing",
                        () -> "replicas:\n" + lines(100_000, i -> "- {name: x" + i + ", count: 2}"),
                        () -> deployments(1_000, "{}")),
                with(
                        "references to names",
                        () -> "namePrefix: a-\n",
                        () -> configMaps(10_000)
                                + deployments(10_000, "{containers: [{envFrom: [{configMapRef: {name: c7}}]}]}")),
                with("references to one name in many namespaces", () -> "namePrefix: a-\n", () -> sameName()),
                with("subjects of role bindings", () -> "namePrefix: a-\nnamespace: b\n", () -> subjects()),
                with("vars", () -> vars(20_000), () -> configMaps(20_000)),
                with(
                        "vars in a text",
                        () -> vars(1) + "configurations: [vars.yaml]\n",
                        () -> configMap("c0") + "data: {a: \"" + "$(".repeat(3_000_000) + "\"}\n"),
                with(
                        "a var that is used often",
                        () -> vars(1) + "configurations: [vars.yaml]\n",
                        () -> configMap("c0") + "data: {a: \"" + "$(v0)".repeat(1_000_000) + "\"}\n"),
                with(
                        "kinds in an order",
                        () -> "sortOptions: {order: legacy, legacySortOptions: {orderFirst: ["
                                + lines(200_000, i -> "K" + i + ",") + "]}}\n",
                        () -> configMaps(1_000)),
                with(
                        "kinds that are alike",
                        () -> "",
                        () -> lines(40_000, i -> "---\napiVersion: a_" + i + "/b\nkind: A\nmetadata: {name: a}")),
                with(
                        "notes of what transforms",
                        () -> "buildMetadata: [transformerAnnotations]\nimages:\n"
                                + lines(20_000, i -> "- {name: a" + i + ", newTag: b}"),
                        () -> configMaps(2_000)),
                with(
                        "a path of a million names",
                        () -> "labels:\n- pairs: {a: b}\n  fields:\n  - {create: true, path: " + "a/".repeat(1_000_000)
                                + "b}\n",
                        () -> configMaps(1)),
                with(
                        "a path of escaped slashes",
                        () -> "labels:\n- pairs: {a: b}\n  fields:\n  - {create: true, path: 'a"
                                + "\\/".repeat(1_000_000) + "b'}\n",
                        () -> configMaps(1)),
                with("an address of colons", () -> "resources: [\"a@" + ":".repeat(1_000_000) + "\\n\"]\n", () -> ""),
                with("unknown fields", () -> lines(200_000, i -> "field" + i + ": x"), () -> configMaps(1)),
                with("mistakes", () -> "", () -> lines(100_000, i -> "---\nkind: A")));
    }

    private static HostileRepository with(String name, Supplier<String> kustomization, Supplier<String> resources) {
        String vars = "varReference: [{path: data, kind: ConfigMap}]\n";
        return new HostileRepository(name, () -> kustomization(listed(kustomization.get()))
                .file("a.yaml", resources.get())
                .file("vars.yaml", vars)
                .tree());
    }

    private static String listed(String kustomization) {
        return kustomization.startsWith("resources") ? kustomization : "resources: [a.yaml]\n" + kustomization;
    }

    private static io.github.ksailbot.engine.source.SourceTree files() {
        HostileFiles files = kustomization("resources:\n" + lines(60_000, i -> "- f" + i + ".yaml"));
        for (int i = 0; i < 60_000; i++) {
            files.file("f" + i + ".yaml", configMap("c" + i));
        }
        return files.tree();
    }

    private static String vars(int count) {
        return "vars:\n"
                + lines(count, i -> "- {name: v%d, objref: {apiVersion: v1, kind: ConfigMap, name: c%<d}}"
                        .formatted(i));
    }

    private static String sameName() {
        return lines(5_000, i -> "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: n" + i + "}")
                + lines(
                        5_000,
                        i ->
                                "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n%d}\nspec: {volumes: [{configMap: {name: a}}]}"
                                        .formatted(i));
    }

    private static String subjects() {
        return lines(3_000, i -> "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: s" + i + "}")
                + "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nsubjects:\n"
                + lines(50_000, i -> "- {kind: ServiceAccount, name: s" + i + ", namespace: default}");
    }
}
