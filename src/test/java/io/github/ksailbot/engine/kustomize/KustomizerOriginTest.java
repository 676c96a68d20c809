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
}
