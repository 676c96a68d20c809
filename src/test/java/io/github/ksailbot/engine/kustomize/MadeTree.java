package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.fuzz.Choices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A source tree that choices make: a base in {@code b}, a component in {@code c} and an overlay in {@code o}, with most of what
 * a kustomization can say. Values are such as YAML readers disagree about, in every style of writing them.
 */
final class MadeTree {
    private static final List<String> VALUES = List.of(
            "plain",
            "1.0",
            "yes",
            "null",
            "0x1F",
            "010",
            "2024-05-01",
            "",
            "a: b",
            "- x",
            "# no comment",
            "it's",
            "say \"x\"",
            "tab\there",
            "trailing ",
            " leading",
            "üñí☃😀",
            "two\nlines\n",
            "\nfirst line empty",
            "  indented\nless",
            "back\\slash",
            "{{ x }}",
            "a word and another and so on until the line is longer than eighty columns of text",
            "@at",
            "%d",
            "1_000",
            "~",
            "=",
            "<<",
            "12:30");

    private final Choices choices;
    private final boolean reversed;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final String lineBreak;

    private MadeTree(byte[] bytes, boolean reversed) {
        this.choices = new Choices(bytes);
        this.reversed = reversed;
        this.lineBreak = choices.below(4) == 1 ? "\r\n" : "\n";
    }

    /** The files by path. */
    static Map<String, String> files(byte[] bytes) {
        return new MadeTree(bytes, false).make();
    }

    static MemorySourceTree of(byte[] bytes) {
        return MemorySourceTree.of(files(bytes));
    }

    /** The same, with the lists the other way round whose order does not count: resources, images, patches of other fields. */
    static MemorySourceTree reversed(byte[] bytes) {
        return MemorySourceTree.of(new MadeTree(bytes, true).make());
    }

    private Map<String, String> make() {
        base();
        boolean component = choices.coin();
        if (component) {
            component();
        }
        overlay(component);
        files.replaceAll((path, text) -> text.replace("\n", lineBreak));
        if (choices.below(8) == 1) {
            files.computeIfPresent("b/web.yaml", (path, text) -> "\uFEFF" + text);
        }
        return files;
    }

    private void base() {
        files.put("b/web.yaml", deployment());
        files.put("b/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n" + data(2));
        files.put("b/rest.yaml", """
                # several documents
                apiVersion: v1
                kind: Service
                metadata: {name: web, labels: {app: "web"}}
                spec: {selector: {app: web}, ports: [{port: 80, name: http}]}
                ---
                ---
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: ServiceAccount, metadata: {name: 'runner', namespace: default}}
                - apiVersion: rbac.authorization.k8s.io/v1
                  kind: RoleBinding
                  metadata: {name: runs}
                  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: runner}
                  subjects: [{kind: ServiceAccount, name: runner, namespace: default}]
                """);
        files.put("b/all.env", "# made\nA=" + choices.of(List.of("1", "x y", "", "\"q\"")) + "\nB=2\n");
        files.put("b/app.conf", choices.of(VALUES) + "\nkey = value\n");
        StringBuilder kustomization = new StringBuilder("resources:\n");
        list(List.of("- web.yaml\n", "- settings.yaml\n", "- rest.yaml\n")).forEach(kustomization::append);
        maybe(kustomization, "namePrefix: b-\n");
        maybe(kustomization, "namespace: base\n");
        kustomization.append("configMapGenerator:\n- name: made\n  literals:\n  - ");
        kustomization.append(scalar("k=" + choices.of(VALUES), 2)).append('\n');
        maybe(kustomization, "  files: [app.conf, other=app.conf]\n");
        maybe(kustomization, "  envs:\n  - all.env\n");
        maybe(kustomization, "  options: {labels: {made: 'true'}, immutable: true}\n");
        maybe(kustomization, "secretGenerator:\n- {name: hidden, literals: [p=w], files: [app.conf], type: Opaque}\n");
        maybe(kustomization, "generatorOptions:\n  disableNameSuffixHash: true\n");
        files.put("b/kustomization.yaml", kustomization.toString());
    }

    private String deployment() {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  annotations: {note: %s}
                spec:
                  replicas: 1
                  selector:
                    matchLabels: &labels {app: web}
                  template:
                    metadata:
                      labels:
                        <<: *labels
                        tier: front
                    spec:
                      serviceAccountName: runner
                      containers:
                      - name: web
                        image: %s
                        args: [%s, '--x']
                        envFrom:
                        - configMapRef: {name: made}
                        - configMapRef: {name: settings}
                        - secretRef: {name: hidden}
                      - name: side
                        image: "busybox"
                """.formatted(
                quoted(), choices.of(List.of("nginx:1.0", "nginx", "'nginx@sha256:0'", "r.io:5000/nginx:1")), quoted());
    }

    private void component() {
        StringBuilder text = new StringBuilder("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
        maybe(text, "labels:\n- pairs: {component: c}\n  includeTemplates: true\n");
        text.append(
                "patches:\n- target: {kind: Service}\n  patch: |-\n    - op: add\n      path: /metadata/annotations\n");
        text.append("      value: {from: ").append(quoted()).append("}\n");
        files.put("c/kustomization.yaml", text.toString());
    }

    private void overlay(boolean component) {
        StringBuilder text = new StringBuilder("resources:\n- ../b\n");
        text.append(component ? "components: [../c]\n" : "");
        maybe(text, "namespace: prod\n");
        maybe(text, "namePrefix: 'p-'\n");
        maybe(text, "nameSuffix: -s\n");
        maybe(text, "commonAnnotations:\n  owner: " + scalar(choices.of(VALUES), 2) + "\n");
        maybe(text, "labels:\n- includeSelectors: true\n  pairs:\n    team: a\n- pairs: {stage: prod}\n");
        List<String> images = List.of(
                "- {name: nginx, newTag: \"2\"}\n", "- name: busybox\n  newName: r.io/box\n  digest: sha256:1\n");
        maybe(text, "images:\n" + String.join("", list(images)));
        maybe(text, "replicas: [{name: web, count: 0x3}]\n");
        maybe(text, "configMapGenerator:\n- {name: made, behavior: merge, literals: [more=x]}\n");
        if (choices.coin()) {
            text.append("patches:\n").append(String.join("", list(patches())));
        }
        if (choices.coin()) {
            text.append("replacements:\n- source: {kind: ConfigMap, name: settings, fieldPath: data.d0}\n  targets:\n");
            text.append(
                    "  - select: {kind: Deployment}\n    fieldPaths:\n    - spec.template.metadata.annotations.[a.b/c]\n");
            text.append("    options: {create: true}\n");
            maybe(
                    text,
                    "  - select: {kind: Service}\n    fieldPaths:\n    - metadata.labels.app\n"
                            + "    options: {delimiter: '-', index: 1}\n");
        }
        files.put("o/kustomization.yaml", text.toString());
        files.put("o/patch.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: any}
                spec:
                  template:
                    spec:
                      containers:
                      - name: side
                        args: [%s]
                """.formatted(quoted()));
    }

    /** Each of another field. */
    private List<String> patches() {
        List<String> patches = new ArrayList<>();
        patches.add("- path: patch.yaml\n  target: {kind: Deployment}\n");
        patches.add(
                "- target: {kind: ConfigMap, name: settings}\n  patch: |-\n    - op: replace\n      path: /data/d1\n      value: "
                        + quoted() + "\n");
        patches.add("- target: {kind: Service, labelSelector: app=web}\n  patch: |\n    kind: Service\n    metadata:\n"
                + "      name: x\n    spec:\n      type: LoadBalancer\n      ports: [{port: 80, targetPort: 8080}]\n");
        patches.add("- target: {kind: Deployment}\n  patch: '[{\"op\": \"copy\", \"from\": \"/spec/replicas\", "
                + "\"path\": \"/spec/revisionHistoryLimit\"}]'\n");
        return patches.subList(0, 1 + choices.below(patches.size()));
    }

    private String data(int count) {
        StringBuilder data = new StringBuilder("data:\n");
        for (int i = 0; i < count; i++) {
            data.append("  d")
                    .append(i)
                    .append(": ")
                    .append(scalar(choices.of(VALUES), 2))
                    .append('\n');
        }
        return data.toString();
    }

    private <T> List<T> list(List<T> items) {
        List<T> ordered = new ArrayList<>(items);
        if (reversed) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    private void maybe(StringBuilder text, String part) {
        if (choices.coin()) {
            text.append(part);
        }
    }

    /** A text in quotes, for places where it may be anything. */
    private String quoted() {
        return CanonicalJson.string(choices.of(VALUES));
    }

    /**
     * A text in one of the styles that can hold it.
     *
     * @param indent of the mapping or list that it stands in
     */
    private String scalar(String text, int indent) {
        return switch (choices.below(3)) {
            case 0 -> CanonicalJson.string(text);
            case 1 ->
                text.indexOf('\n') < 0 && text.indexOf('\t') < 0
                        ? "'" + text.replace("'", "''") + "'"
                        : CanonicalJson.string(text);
            default -> block(text, " ".repeat(indent + 2));
        };
    }

    private static String block(String text, String margin) {
        String chomp = text.endsWith("\n") ? "" : "-";
        String indicator = text.startsWith(" ") || text.startsWith("\n") ? "2" : "";
        if (text.isBlank()) {
            return "''";
        }
        String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return "|" + indicator + chomp + "\n" + margin + lines.replace("\n", "\n" + margin);
    }
}
