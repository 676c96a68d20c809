package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KustomizerOriginTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              namespace: base-ns
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - name: web
                    image: nginx:1.0
                    envFrom:
                    - configMapRef:
                        name: settings
            """;

    private static Rendered overlay(String kustomization) {
        return Rendered.of(
                "overlay",
                "base/kustomization.yaml",
                "resources: [deployment.yaml]\n",
                "base/deployment.yaml",
                DEPLOYMENT,
                "overlay/kustomization.yaml",
                "resources:\n- ../base\n" + kustomization);
    }

    @Test
    void untouchedValue_keepsItsLine() {
        assertThat(overlay("namePrefix: p-\n").origin("spec", "replicas"))
                .containsExactly("base/deployment.yaml:7 written");
    }

    @Test
    void namespace_pointsToTheOverlayWithTheBaseBehindIt() {
        assertThat(overlay("namespace: prod\n").origin("metadata", "namespace"))
                .containsExactly("overlay/kustomization.yaml:3 namespace set", "base/deployment.yaml:5 written");
    }

    @Test
    void prefixAndSuffix_pointToTheirLines() {
        assertThat(overlay("namePrefix: a-\nnameSuffix: -z\n").origin("metadata", "name"))
                .containsExactly(
                        "overlay/kustomization.yaml:4 name changed",
                        "overlay/kustomization.yaml:3 name changed",
                        "base/deployment.yaml:4 written");
    }

    @Test
    void image_pointsToTheNewTag() {
        assertThat(overlay("images:\n- name: nginx\n  newTag: \"2.0\"\n")
                        .origin("spec", "template", "spec", "containers", "0", "image"))
                .containsExactly("overlay/kustomization.yaml:5 image set", "base/deployment.yaml:12 written");
    }

    @Test
    void replicas_pointToTheCount() {
        assertThat(overlay("replicas:\n- name: web\n  count: 3\n").origin("spec", "replicas"))
                .containsExactly("overlay/kustomization.yaml:5 replicas set", "base/deployment.yaml:7 written");
    }

    @Test
    void label_pointsToItsLine() {
        assertThat(overlay("labels:\n- pairs:\n    team: a\n").origin("metadata", "labels", "team"))
                .containsExactly("overlay/kustomization.yaml:5 label set");
    }

    @Test
    void patch_pointsToThePatch() {
        assertThat(overlay("""
                                patches:
                                - patch: |-
                                    apiVersion: apps/v1
                                    kind: Deployment
                                    metadata:
                                      name: web
                                      namespace: base-ns
                                    spec:
                                      replicas: 5
                                """).origin("spec", "replicas"))
                .containsExactly("overlay/kustomization.yaml:11 patched", "base/deployment.yaml:7 written");
    }

    @Test
    void generatedLiteral_pointsToItsEntry() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "configMapGenerator:\n- name: settings\n  literals:\n  - a=1\n  files:\n  - app.conf\n",
                "app.conf",
                "key: value\n");

        assertThat(rendered.origin("data", "a")).containsExactly("kustomization.yaml:4 generated");
        assertThat(rendered.origin("data", "app.conf"))
                .containsExactly("kustomization.yaml:6 generated", "app.conf:1 written");
        assertThat(rendered.origin("metadata", "name"))
                .containsExactly("kustomization.yaml:2 name changed", "kustomization.yaml:2 generated");
    }

    @Test
    void followedName_pointsToWhatRenamed() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [deployment.yaml, settings.yaml]\nnamePrefix: p-\nsortOptions: {order: fifo}\n",
                "deployment.yaml",
                DEPLOYMENT,
                "settings.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: base-ns\n");

        assertThat(rendered.origin(
                        "spec", "template", "spec", "containers", "0", "envFrom", "0", "configMapRef", "name"))
                .containsExactly("kustomization.yaml:2 name reference followed", "deployment.yaml:15 written");
    }

    @Test
    void literalMergedOverAFile_hasBothBehindIt() {
        Rendered rendered = Rendered.of(
                "overlay",
                "base/kustomization.yaml",
                "configMapGenerator:\n- name: settings\n  envs:\n  - app.env\n",
                "base/app.env",
                "# comment\nA=1\n\nB=2\n",
                "overlay/kustomization.yaml",
                """
                        resources:
                        - ../base
                        configMapGenerator:
                        - name: settings
                          behavior: merge
                          envs:
                          - new.env
                          options:
                            immutable: true
                        """,
                "overlay/new.env",
                "A=3\n");

        assertThat(rendered.origin("data", "A"))
                .containsExactly(
                        "overlay/kustomization.yaml:7 generated",
                        "overlay/new.env:1 written",
                        "base/kustomization.yaml:4 generated",
                        "base/app.env:2 written");
        assertThat(rendered.origin("data", "B"))
                .containsExactly("base/kustomization.yaml:4 generated", "base/app.env:4 written");
        assertThat(rendered.origin("immutable")).containsExactly("overlay/kustomization.yaml:9 generated");
    }

    @Test
    void generatedSecret_pointsToItsLiteralsTypeAndOptions() {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
                secretGenerator:
                - name: token
                  type: kubernetes.io/basic-auth
                  literals:
                  - username=admin
                generatorOptions:
                  labels:
                    team: a
                """);

        assertThat(rendered.origin("type")).containsExactly("kustomization.yaml:3 generated");
        assertThat(rendered.origin("data", "username")).containsExactly("kustomization.yaml:5 generated");
        assertThat(rendered.origin("metadata", "labels", "team")).containsExactly("kustomization.yaml:8 generated");
    }

    @Test
    void annotationAndSelectorLabel_pointToTheirLines() {
        Rendered rendered = overlay("commonAnnotations:\n  note: a\ncommonLabels:\n  team: b\n");

        assertThat(rendered.origin("metadata", "annotations", "note"))
                .containsExactly("overlay/kustomization.yaml:4 annotation set");
        assertThat(rendered.origin("spec", "selector", "matchLabels", "team"))
                .containsExactly("overlay/kustomization.yaml:6 label set");
        assertThat(rendered.origin("spec", "template", "metadata", "annotations", "note"))
                .containsExactly("overlay/kustomization.yaml:4 annotation set");
    }

    @Test
    void replacedMapping_keepsWhatItsFieldsStandOver() {
        Rendered rendered = overlay("""
                patches:
                - target: {kind: Deployment}
                  patch: |-
                    - op: replace
                      path: /spec/template/spec/containers/0
                      value:
                        name: web
                        image: nginx:2.0
                        tty: true
                """);

        assertThat(rendered.origin("spec", "template", "spec", "containers", "0", "image"))
                .containsExactly("overlay/kustomization.yaml:10 patched", "base/deployment.yaml:12 written");
        assertThat(rendered.origin("spec", "template", "spec", "containers", "0", "tty"))
                .containsExactly("overlay/kustomization.yaml:11 patched");
    }

    @Test
    void copiedValue_hasItsSourceBehindIt() {
        assertThat(overlay("""
                                patches:
                                - target: {kind: Deployment}
                                  patch: |-
                                    - op: copy
                                      from: /metadata/name
                                      path: /metadata/namespace
                                """).origin("metadata", "namespace"))
                .containsExactly(
                        "overlay/kustomization.yaml:8 patched",
                        "base/deployment.yaml:4 written",
                        "base/deployment.yaml:5 written");
        assertThat(overlay("""
                                patches:
                                - target: {kind: Deployment}
                                  patch: |-
                                    - op: copy
                                      from: /metadata/name
                                      path: /spec/template/metadata
                                """).origin("spec", "template", "metadata"))
                .containsExactly("overlay/kustomization.yaml:8 patched", "base/deployment.yaml:4 written");
    }

    @Test
    void replacement_namesItsSourceThenTheFieldThatAskedForIt() {
        assertThat(overlay("""
                                replacements:
                                - source:
                                    kind: Deployment
                                    fieldPath: metadata.name
                                  targets:
                                  - select: {kind: Deployment}
                                    fieldPaths:
                                    - spec.template.spec.containers.0.image
                                """).origin("spec", "template", "spec", "containers", "0", "image"))
                .containsExactly(
                        "base/deployment.yaml:4 replaced",
                        "overlay/kustomization.yaml:10 replaced",
                        "base/deployment.yaml:12 written");
    }

    @Test
    void variable_namesTheReferenceThenItsValueThenWhatTheReferenceStandsOver() {
        Rendered rendered = overlay("""
                namePrefix: p-
                vars:
                - name: WEB
                  objref: {apiVersion: apps/v1, kind: Deployment, name: web}
                patches:
                - patch: |-
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web
                      namespace: base-ns
                    spec:
                      template:
                        spec:
                          containers:
                          - name: web
                            image: nginx:1.0
                            args: ["$(WEB)"]
                """);

        assertThat(rendered.origin("spec", "template", "spec", "containers", "0", "args", "0"))
                .containsExactly(
                        "overlay/kustomization.yaml:20 substituted",
                        "overlay/kustomization.yaml:3 name changed",
                        "base/deployment.yaml:4 written");
    }

    @Test
    void hash_namesTheGenerator() {
        Rendered rendered = Rendered.of(
                "", "kustomization.yaml", "namePrefix: p-\nconfigMapGenerator:\n- name: settings\n  literals: [a=1]\n");

        assertThat(rendered.origin("metadata", "name"))
                .containsExactly(
                        "kustomization.yaml:3 name changed",
                        "kustomization.yaml:1 name changed",
                        "kustomization.yaml:3 generated");
    }

    @Test
    void builtInTransformer_pointsToItsConfiguration() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [deployment.yaml]\ntransformers: [prefix.yaml, labels.yaml]\n",
                "deployment.yaml",
                DEPLOYMENT,
                "prefix.yaml",
                """
                        apiVersion: builtin
                        kind: PrefixTransformer
                        metadata: {name: prefix}
                        prefix: p-
                        fieldSpecs: [{path: metadata/name}]
                        """,
                "labels.yaml",
                """
                        apiVersion: builtin
                        kind: LabelTransformer
                        metadata: {name: labels}
                        labels:
                          team: a
                        fieldSpecs: [{path: metadata/labels, create: true}]
                        """);

        assertThat(rendered.origin("metadata", "name"))
                .containsExactly("prefix.yaml:4 name changed", "deployment.yaml:4 written");
        assertThat(rendered.origin("metadata", "labels", "team")).containsExactly("labels.yaml:5 label set");
    }

    @Test
    void buildMetadata_pointsToItsOption() {
        Rendered rendered = overlay("buildMetadata:\n- managedByLabel\n- originAnnotations\n");

        assertThat(rendered.origin("metadata", "labels", "app.kubernetes.io/managed-by"))
                .containsExactly("overlay/kustomization.yaml:4 label set");
        assertThat(rendered.origin("metadata", "annotations", "config.kubernetes.io/origin"))
                .containsExactly("overlay/kustomization.yaml:5 annotation set");
    }

    @Test
    void replacementFromAnEnvFile_leadsToItsLine() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                """
                        resources: [deployment.yaml]
                        configMapGenerator:
                        - name: params
                          envs: [params.env]
                          options: {disableNameSuffixHash: true}
                        replacements:
                        - source: {kind: ConfigMap, name: params, fieldPath: data.IMAGE}
                          targets:
                          - select: {kind: Deployment}
                            fieldPaths: [spec.template.spec.containers.0.image]
                        sortOptions: {order: fifo}
                        """,
                "deployment.yaml",
                DEPLOYMENT,
                "params.env",
                "# images\nIMAGE=nginx:3.0\n");

        assertThat(rendered.origin("spec", "template", "spec", "containers", "0", "image"))
                .containsExactly(
                        "kustomization.yaml:4 replaced",
                        "params.env:2 written",
                        "kustomization.yaml:10 replaced",
                        "deployment.yaml:12 written");
    }

    @Test
    void annotationsThatAJsonPatchBringsAlong_pointToThePatch() {
        Rendered rendered = overlay("""
                patches:
                - target: {kind: Deployment}
                  patch: |-
                    - {op: add, path: /metadata/annotations/a, value: b}
                """);

        assertThat(rendered.origin("metadata", "annotations")).containsExactly("overlay/kustomization.yaml:6 patched");
        assertThat(rendered.origin("metadata", "annotations", "a"))
                .containsExactly("overlay/kustomization.yaml:6 patched");
    }
}
