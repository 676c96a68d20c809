package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a directory are objects, and which are mistakes. */
final class DirectoryRulesTest {
    private static final String GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    private final ArgoRepository repository = new ArgoRepository();

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"package\"}", "[{\"kind\": \"ConfigMap\"}]", "\"text\"", ""})
    void jsonThatIsNoObject_failsTheApplication(String json) {
        repository.configMap("apps/a.yaml", "a").file("apps/b.json", json).application("web", "path: apps\n");

        assertThat(ArgoRepository.rules(repository.node("web"))).containsExactly("argocd/no-kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas: 1\n---\n" + GOOD, "- a\n- b\n", "# nothing\n", "text\n"})
    void yamlThatBeginsWithNoObject_isPassedOver(String yaml) {
        repository
                .configMap("apps/b.yaml", "b")
                .file("apps/a.yaml", yaml.replace("metadata: ", "meta: "))
                .application("web", "path: apps\n");

        assertThat(ArgoRepository.rules(repository.node("web"))).isEmpty();
        assertThat(repository.objects("web")).containsExactly("ConfigMap/apps/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD + "---\nreplicas: 1\n", "replicas: 1\n---\n" + GOOD, GOOD + "---\n- item\n"})
    void yamlWithObjectsAndSomethingElse_failsTheApplication(String yaml) {
        repository.file("apps/a.yaml", yaml).application("web", "path: apps\n");

        assertThat(ArgoRepository.rules(repository.node("web"))).containsExactly("argocd/no-kind");
    }

    @Test
    void patternThatIsNone_matchesNothingAndIsTold() {
        repository
                .configMap("apps/b.yaml", "b")
                .application("all", "path: apps\ndirectory: {exclude: '['}\n")
                .application("none", "path: apps\ndirectory: {include: '{a,b'}\n");

        assertThat(repository.objects("all")).containsExactly("ConfigMap/apps/b");
        assertThat(ArgoRepository.rules(repository.node("all"))).containsExactly("argocd/pattern");
        assertThat(repository.objects("none")).isEmpty();
        assertThat(ArgoRepository.rules(repository.node("none"))).containsExactly("argocd/pattern");
    }

    @Test
    void extensionFilter_canBeSwitchedOff() {
        repository
                .file("apps/a.txt", GOOD)
                .configMap("apps/b.yaml", "b")
                .application("all", "path: apps\ndirectory: {disableExtensionFilter: true}\n")
                .application("some", "path: apps\ndirectory: {disableExtensionFilter: true, include: '*.txt'}\n");

        assertThat(repository.objects("all")).containsExactly("ConfigMap/apps/a", "ConfigMap/apps/b");
        assertThat(repository.objects("some")).containsExactly("ConfigMap/apps/a");
    }

    @Test
    void patternsAlone_makeNoDirectoryOfAKustomization() {
        repository
                .file("apps/kustomization.yaml", "namePrefix: k-\nresources: [a.yaml]\n")
                .configMap("apps/a.yaml", "a")
                .application("web", "path: apps\ndirectory: {include: '*.yaml', recurse: false}\nhelm: {values: ''}\n");

        assertThat(repository.objects("web")).containsExactly("ConfigMap/apps/k-a");
    }

    @Test
    void lists_areTheirItemsWhateverTheirKindAndEmptyOnesNothing() {
        repository.file("apps/a.yaml", """
            apiVersion: example.org/v1
            kind: Bundle
            items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]
            ---
            apiVersion: v1
            kind: ConfigMapList
            items: null
            """).application("web", "path: apps\n");

        assertThat(repository.objects("web")).containsExactly("ConfigMap/apps/a");
    }

    @Test
    void objects_areEachAppliedOnceAndSkippedOnesNever() {
        repository.file("apps/a.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: skipped, annotations: {argocd.argoproj.io/hook: Skip}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: both, annotations: {argocd.argoproj.io/hook: 'PreSync, Skip'}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {generateName: job-, annotations: {argocd.argoproj.io/hook: Sync}}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {generateName: job-, annotations: {argocd.argoproj.io/hook: Sync}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: team, namespace: nonsense}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: policy}
            ---
            apiVersion: policy/v1beta1
            kind: PodDisruptionBudget
            metadata: {name: web, namespace: apps}
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            """).application("web", "path: apps\n");

        assertThat(repository.objects("web"))
                .containsExactly(
                        "Job/apps/both",
                        "Job/apps/",
                        "Job/apps/",
                        "Namespace/team",
                        "ValidatingAdmissionPolicy/policy",
                        "PodDisruptionBudget/apps/web");
        assertThat(ArgoRepository.rules(repository.node("web"))).containsExactly("argocd/repeated-resource");
    }

    @Test
    void specification_isRefusedAsArgoCdRefusesIt() {
        repository.configMap("apps/a.yaml", "a").file("root/bad.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: bad, namespace: argocd}
            spec:
              destination: {name: in-cluster, server: 'https://kubernetes.default.svc'}
              sources:
                - {repoURL: 'https://github.com/acme/platform', ref: 'a b'}
                - {repoURL: 'https://github.com/acme/platform', path: apps, ref: two}
                - {repoURL: 'https://github.com/acme/platform', path: apps, ref: two}
                - {repoURL: 'https://github.com/acme/platform'}
                - {repoURL: 'https://charts.example.org', chart: redis}
            """);

        assertThat(repository.node("bad").findings())
                .extracting(finding -> finding.rule().value() + " " + finding.field())
                .contains(
                        "argocd/source spec.sources.ref",
                        "argocd/source spec.source",
                        "argocd/source spec.source.targetRevision",
                        "argocd/destination spec.destination",
                        "argocd/no-namespace metadata.namespace");
    }
}
