package io.github.ksailbot.engine.render;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A repository in which one cluster of Flux has all kinds of objects that bring others: Kustomizations, HelmReleases of charts
 * here and elsewhere, a ResourceSet, Applications and ApplicationSets.
 */
final class DeliveryFiles {
    static final String URL = "https://github.com/acme/fleet";
    static final int RELEASES = 6;
    static final int DIRECTORIES = 3;

    private DeliveryFiles() {}

    static Map<String, String> all() {
        Map<String, String> files = new TreeMap<>();
        files.put("clusters/c/flux-system/sync.yaml", kustomization("flux-system", "clusters/c", ""));
        for (String part : new String[] {"settings", "crds", "sets", "argo"}) {
            files.put("clusters/c/" + part + ".yaml", kustomization(part, part, ""));
        }
        files.put(
                "clusters/c/releases.yaml",
                kustomization(
                        "releases",
                        "releases",
                        "  postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}\n"));
        files.put("settings/map.yaml", map("settings", "v"));
        files.put("crds/crd.yaml", definition("Cluster"));
        releases(files);
        argo(files);
        files.put("README.md", "nobody renders this\n");
        files.put("sets/provider.yaml", provider("one"));
        files.put("sets/set.yaml", """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata: {name: set, namespace: flux-system}
            spec:
              inputsFrom: [{name: provider}]
              resourcesTemplate: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: of-set, namespace: flux-system}
                data: {values.yaml: "word: << inputs.word >>"}
            """);
        return files;
    }

    private static void releases(Map<String, String> files) {
        StringBuilder resources = new StringBuilder();
        for (int i = 0; i < RELEASES; i++) {
            resources.append("  - r").append(i).append(".yaml\n");
            files.put("releases/r" + i + ".yaml", release(i, "replicas: 1"));
        }
        files.put("releases/kustomization.yaml", """
            components: [../components/label]
            configMapGenerator:
              - name: values
                namespace: flux-system
                files: [values.yaml=generated.yaml]
            generatorOptions: {disableNameSuffixHash: true}
            resources:
              - repository.yaml
            """ + resources);
        files.put("releases/repository.yaml", """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: outside, namespace: flux-system}
            spec: {url: https://charts.example.org}
            """);
        files.put("releases/generated.yaml", "generated: a\n");
        files.put("components/label/kustomization.yaml", component("a"));
        for (int i = 0; i < 2; i++) {
            files.put("charts/c" + i + "/Chart.yaml", "apiVersion: v2\nname: c" + i + "\nversion: 1.0.0\n");
            files.put("charts/c" + i + "/values.yaml", "color: red\n");
            files.put("charts/c" + i + "/templates/echo.yaml", "kind: Echo\n");
        }
    }

    private static void argo(Map<String, String> files) {
        files.put(
                "argo/chart.yaml",
                application("chart", "{repoURL: '%s', path: charts/c0, helm: {valueFiles: [/shared/values.yaml]}}"));
        files.put("argo/kustomized.yaml", application("kustomized", "{repoURL: '%s', path: releases/../argo-base}"));
        files.put("argo-base/kustomization.yaml", "resources: [map.yaml]\n");
        files.put("argo-base/map.yaml", map("argo", "a"));
        files.put("shared/values.yaml", "shared: a\n");
        files.put("argo/directories.yaml", set("directories", """
                    - git: {repoURL: '%s', directories: [{path: dirs/*}]}
            """, "'{{.path.path}}'", "'{{.path.basename}}'"));
        files.put("argo/clusters.yaml", set("clusters", """
                    - clusters: {}
            """, "argo-base", "'on-{{.name}}'"));
        files.put("argo/secret.yaml", cluster("east"));
        files.put("argo/other.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: other}\nstringData: {a: b}\n");
        for (int i = 0; i < DIRECTORIES; i++) {
            files.put("dirs/d" + i + "/map.yaml", map("d" + i, "a"));
        }
    }

    /** One file, or two, otherwise than before. */
    static void change(Map<String, String> files, Random random) {
        int one = random.nextInt(RELEASES);
        String word = "w" + random.nextInt(3);
        switch (random.nextInt(20)) {
            case 0 -> files.put("releases/r" + one + ".yaml", release(one, "word: " + word));
            case 1 -> files.put("releases/r" + one + ".yaml", release(one, "word: broken"));
            case 2 -> files.put("releases/generated.yaml", "generated: " + word + "\n");
            case 3 -> files.put("charts/c" + one % 2 + "/values.yaml", "color: " + word + "\n");
            case 4 -> files.put("charts/c" + one % 2 + "/templates/echo.yaml", "kind: " + word + "\n");
            case 5 -> files.put("charts/c" + one % 2 + "/crds/crd.yaml", definition(word));
            case 6 -> files.remove("charts/c1/Chart.yaml");
            case 7 -> files.put("charts/c1/Chart.yaml", "apiVersion: v2\nname: c1\nversion: 1.0.1\n");
            case 8 -> files.put("components/label/kustomization.yaml", component(word));
            case 9 -> files.put("settings/map.yaml", map("settings", word));
            case 10 -> files.put("crds/crd.yaml", definition(random.nextBoolean() ? "Cluster" : "Namespaced"));
            case 11 -> files.put("sets/provider.yaml", provider(word));
            case 12 -> files.put("shared/values.yaml", "shared: " + word + "\n");
            case 13 -> files.put("dirs/" + word + "/map.yaml", map(word, word));
            case 14 -> files.remove("dirs/d" + one % DIRECTORIES + "/map.yaml");
            case 15 -> files.put("argo/secret.yaml", cluster(word));
            case 16 -> files.put("argo-base/map.yaml", map("argo", word));
            case 17 -> files.put("argo-base/.argocd-source.yaml", "kustomize: {namePrefix: " + word + "-}\n");
            case 18 ->
                files.put(
                        "releases/repository.yaml",
                        files.getOrDefault("releases/repository.yaml", "").replaceFirst("//[a-z]+\\.", "//denied."));
            default ->
                files.put("clusters/c/sets.yaml", kustomization("sets", random.nextBoolean() ? "sets" : "x", ""));
        }
    }

    static String release(int number, String values) {
        String chart = number == RELEASES - 1
                ? "{chart: demo, version: 1.x, sourceRef: {kind: HelmRepository, name: outside}}"
                : "{chart: ./charts/c%d, sourceRef: {kind: GitRepository, name: flux-system}}".formatted(number % 2);
        String from =
                switch (number % 3) {
                    case 0 -> "[{kind: ConfigMap, name: values}]";
                    case 1 -> "[{kind: ConfigMap, name: of-set, optional: true}]";
                    default -> "[]";
                };
        return """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: r%d, namespace: flux-system}
            spec:
              interval: 10m
              chart: {spec: %s}
              valuesFrom: %s
              values: {%s, variable: "${value}"}
            """.formatted(number, chart, from, number == 2 ? values.replace("variable", "none") : values);
    }

    static String map(String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name
                + ", namespace: flux-system}\ndata: {value: \"" + value + "\"}\n";
    }

    private static String component(String label) {
        return """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            patches:
              - target: {kind: HelmRelease, name: r4}
                patch: |
                  - {op: add, path: /spec/values/label, value: %s}
            """.formatted(label);
    }

    private static String definition(String scope) {
        return """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.org}
            spec:
              group: example.org
              scope: %s
              names: {kind: Thing, plural: things}
              versions: [{name: v1, served: true, storage: true}]
            """.formatted(scope);
    }

    private static String provider(String word) {
        return """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSetInputProvider
            metadata: {name: provider, namespace: flux-system}
            spec: {type: Static, defaultValues: {word: %s}}
            """.formatted(word);
    }

    private static String cluster(String name) {
        return """
            apiVersion: v1
            kind: Secret
            metadata: {name: cluster, namespace: argocd, labels: {argocd.argoproj.io/secret-type: cluster}}
            stringData: {name: %s, server: 'https://%s.example.org'}
            """.formatted(name, name);
    }

    private static String application(String name, String source) {
        return """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: %s, namespace: argocd}
            spec:
              source: %s
              destination: {server: "https://kubernetes.default.svc", namespace: apps}
            """.formatted(name, source.formatted(URL));
    }

    private static String set(String name, String generators, String path, String application) {
        return """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: %s, namespace: argocd}
            spec:
              goTemplate: true
              generators:
            %s  template:
                metadata: {name: %s}
                spec:
                  source: {repoURL: '%s', path: %s}
                  destination: {server: "https://kubernetes.default.svc", namespace: apps}
            """.formatted(name, generators.formatted(URL), application, URL, path);
    }

    static String kustomization(String name, String path, String more) {
        return """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %s, namespace: flux-system}
            spec:
              interval: 10m
              prune: true
              sourceRef: {kind: GitRepository, name: flux-system}
              path: ./%s
            """.formatted(name, path) + more;
    }
}
