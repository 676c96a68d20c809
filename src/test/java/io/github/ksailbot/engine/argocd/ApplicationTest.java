package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications from the directory at which Argo CD begins to their manifests. */
final class ApplicationTest {
    private final ArgoRepository repository = new ArgoRepository();

    private static String text(Manifest manifest, String... path) {
        Node node = FieldPath.of(path).find(manifest.root());
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }

    private static Finding finding(GraphNode node, String rule) {
        return node.findings().stream()
                .filter(one -> one.rule().value().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void directory_isNotEnteredUnlessItRecurses() {
        repository
                .configMap("apps/web/b.yaml", "b")
                .configMap("apps/web/a.json.yaml", "a")
                .configMap("apps/web/deep/c.yml", "c")
                .file("apps/web/README.md", "kind: ConfigMap")
                .application("flat", "path: apps/web\n")
                .application("deep", "path: apps/web\ndirectory: {recurse: true}\n");

        assertThat(repository.objects("flat")).containsExactly("ConfigMap/apps/a", "ConfigMap/apps/b");
        assertThat(repository.objects("deep"))
                .containsExactly("ConfigMap/apps/a", "ConfigMap/apps/b", "ConfigMap/apps/c");
    }

    @Test
    void directory_takesWhatIsIncludedAndNotExcluded() {
        repository
                .configMap("apps/one/app.yaml", "one")
                .configMap("apps/two/app.yaml", "two")
                .configMap("apps/two/test.yaml", "test")
                .application("some", "path: apps\ndirectory: {recurse: true, exclude: '{one/*,*test.yaml}'}\n")
                .application("one", "path: apps\ndirectory: {recurse: true, include: 'one/*'}\n");

        assertThat(repository.objects("some")).containsExactly("ConfigMap/apps/two");
        assertThat(repository.objects("one")).containsExactly("ConfigMap/apps/one");
    }

    @Test
    void directory_passesOverFilesThatAreMarkedOrNoResources() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file("apps/web/skipped.yaml", "# +argocd:skip-file-rendering\nkind: ConfigMap\n")
                .file("apps/web/values.yaml", "replicas: 1\n")
                .file("apps/web/list.yaml", """
                    apiVersion: v1
                    kind: List
                    items:
                      - apiVersion: v1
                        kind: Namespace
                        metadata: {name: extra}
                    """)
                .file("apps/web/tabs.json", """
                    {
                    \t"apiVersion": "v1",
                    \t"kind": "ConfigMap",
                    \t"metadata": {
                    \t\t"name": "tabs"
                    \t}
                    }
                    """)
                .application("web", "path: apps/web\n");

        assertThat(repository.objects("web"))
                .containsExactly("ConfigMap/apps/a", "Namespace/extra", "ConfigMap/apps/tabs");
    }

    @Test
    void destination_givesItsNamespaceToWhatLivesInOneAndSaysNone() {
        repository.file("apps/web/all.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: own, namespace: elsewhere}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: cluster}
            ---
            apiVersion: example.org/v1
            kind: Widget
            metadata: {name: scoped}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.org}
            spec:
              group: example.org
              scope: Cluster
              names: {kind: Widget, plural: widgets}
              versions: [{name: v1, served: true, storage: true}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            """).application("web", "path: apps/web\n");

        assertThat(repository.objects("web"))
                .containsExactly(
                        "ConfigMap/elsewhere/own",
                        "ClusterRole/cluster",
                        "Widget/scoped",
                        "CustomResourceDefinition/widgets.example.org",
                        "Service/apps/web");
        Manifest service = repository.node("web").manifests().get(4);
        Node namespace = FieldPath.of("metadata", "namespace").find(service.root());
        assertThat(namespace).isNotNull();
        assertThat(namespace.origin().location().toString()).startsWith("root/web.yaml:9");
    }

    @Test
    void kustomization_isBuiltWithTheOptionsOfTheSource() {
        repository
                .file("apps/web/kustomization.yaml", """
                    resources: [deployment.yaml]
                    images: [{name: nginx, newTag: '1.0'}, {name: redis, newTag: '7'}]
                    commonAnnotations: {team: old}
                    """)
                .file("apps/web/deployment.yaml", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec:
                          containers:
                            - {name: a, image: nginx}
                            - {name: b, image: redis}
                            - {name: c, image: busybox}
                    """)
                .file("apps/extra/kustomization.yaml", """
                    apiVersion: kustomize.config.k8s.io/v1alpha1
                    kind: Component
                    commonLabels: {from: component}
                    """)
                .application("web", """
                    path: apps/web
                    kustomize:
                      version: v5.0.0
                      namePrefix: dev-
                      nameSuffix: '-1'
                      namespace: team
                      images: [nginx=registry/nginx:2.0, 'busybox@sha256:abc', 'redis:8']
                      replicas: [{name: web, count: 3}]
                      commonLabels: {tier: front}
                      labelWithoutSelector: true
                      commonAnnotations: {team: new, app: $ARGOCD_APP_NAME}
                      forceCommonAnnotations: true
                      commonAnnotationsEnvsubst: true
                      components: [../extra, ../missing]
                      ignoreMissingComponents: true
                      patches:
                        - target: {kind: Deployment}
                          patch: '- {op: add, path: /spec/paused, value: true}'
                    """);

        GraphNode node = repository.node("web");

        assertThat(node.findings())
                .filteredOn(one -> one.severity() == Severity.ERROR)
                .isEmpty();
        assertThat(repository.objects("web")).containsExactly("Deployment/team/dev-web-1");
        String yaml = YamlWriter.write(node.manifests().get(0).root());
        assertThat(yaml)
                .contains("image: registry/nginx:2.0", "image: redis:8", "image: busybox@sha256:abc")
                .contains("replicas: 3", "paused: true", "team: new", "app: web", "from: component");
        Manifest deployment = node.manifests().get(0);
        assertThat(text(deployment, "metadata", "labels", "tier")).isEqualTo("front");
        assertThat(text(deployment, "spec", "selector", "matchLabels", "tier")).isEmpty();
        Node tag = FieldPath.of("metadata", "annotations", "team").find(deployment.root());
        assertThat(tag).isNotNull();
        assertThat(tag.origin().file()).isEqualTo("root/web.yaml");
    }

    @Test
    void kustomization_readsOutsideOfItsDirectoryOnlyWhereArgoCdsSettingsLetIt() {
        repository
                .file("apps/web/kustomization.yaml", "resources: [../shared.yaml]\n")
                .configMap("apps/shared.yaml", "shared")
                .application("web", "path: apps/web\n");
        assertThat(repository.node("web").state()).isEqualTo(NodeState.FAILED);

        repository.file("root/argocd-cm.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: argocd-cm, namespace: argocd}
            data: {kustomize.buildOptions: --load-restrictor LoadRestrictionsNone}
            """);
        assertThat(repository.objects("web")).containsExactly("ConfigMap/apps/shared");
    }

    @Test
    void kustomizationWithCharts_isRefusedWhereArgoCdsSettingsDoNotEnableHelm() {
        String settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm, namespace: argocd}\n";
        repository
                .file("apps/web/kustomization.yaml", "resources: [../base]\n")
                .file("apps/base/kustomization.yaml", "resources: [a.yaml]\nhelmCharts:\n")
                .configMap("apps/base/a.yaml", "a")
                .application("web", "path: apps/web\n");
        assertThat(repository.node("web").findings()).isEmpty();

        repository.file("root/argocd-cm.yaml", settings);
        assertThat(finding(repository.node("web"), "argocd/kustomize").origin())
                .isNotNull()
                .satisfies(origin ->
                        assertThat(origin.location().toString()).startsWith("apps/base/kustomization.yaml:2"));
        repository.file("root/argocd-cm.yaml", settings + "data: {kustomize.buildOptions: '--enable-helm'}\n");
        assertThat(repository.node("web").findings()).isEmpty();
    }

    @Test
    void objects_thatArgoCdLeavesAloneAreNotApplied() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file("apps/web/lease.yaml", "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: l}\n")
                .file(
                        "apps/web/report.yaml",
                        "apiVersion: wgpolicyk8s.io/v1\nkind: PolicyReport\nmetadata: {name: r}\n")
                .file("apps/web/other.yaml", "apiVersion: example.org/v1\nkind: Other\nmetadata: {name: o}\n")
                .application("web", "path: apps/web\n");
        assertThat(repository.objects("web"))
                .containsExactly("ConfigMap/apps/a", "Other/apps/o", "PolicyReport/apps/r");

        repository.file("root/argocd-cm.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: argocd-cm, namespace: argocd}
            data:
              resource.exclusions: |
                - {apiGroups: ['*policy*'], kinds: ['*'], clusters: ['https://kubernetes*']}
                - {apiGroups: [example.org], kinds: [Other], clusters: ['https://elsewhere']}
            """);
        assertThat(repository.objects("web")).containsExactly("ConfigMap/apps/a", "Other/apps/o");
        assertThat(ArgoRepository.rules(repository.node("web")))
                .containsExactly("argocd/excluded-resource", "argocd/excluded-resource");
    }

    @Test
    void kustomization_keepsWhatAnImageLeavesOpen() {
        repository
                .file(
                        "apps/web/kustomization.yaml",
                        "resources: [pod.yaml]\nimages: [{name: nginx, newName: mirror/nginx, newTag: '1'}]\n")
                .file("apps/web/pod.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web}
                    spec: {containers: [{name: a, image: nginx}]}
                    """)
                .application("web", "path: apps/web\nkustomize: {images: ['nginx=*:2']}\n");

        assertThat(YamlWriter.write(repository.node("web").manifests().get(0).root()))
                .contains("image: mirror/nginx:2");
    }

    @Test
    void kustomization_keepsALabelThatNobodyForces() {
        repository
                .file("apps/web/kustomization.yaml", "commonLabels: {team: old}\nresources: [a.yaml]\n")
                .configMap("apps/web/a.yaml", "a")
                .application("web", "path: apps/web\nkustomize: {commonLabels: {team: new}}\n");

        GraphNode node = repository.node("web");

        assertThat(node.state()).isEqualTo(NodeState.FAILED);
        assertThat(node.manifests()).isEmpty();
        Finding finding = finding(node, "argocd/kustomize");
        assertThat(finding.message()).contains("`team`");
        assertThat(finding.origin()).isNotNull();
        assertThat(finding.origin().location().toString()).startsWith("root/web.yaml:14");
    }

    @Test
    void overrides_besideTheFilesChangeTheSourceButNotItsPlace() {
        repository
                .file("apps/web/kustomization.yaml", "resources: [a.yaml]\n")
                .configMap("apps/web/a.yaml", "a")
                .file("apps/web/.argocd-source.yaml", "path: elsewhere\nkustomize: {namePrefix: all-}\n")
                .file("apps/web/.argocd-source-one.yaml", "kustomize: {nameSuffix: -one}\n")
                .application("one", "path: apps/web\n")
                .application("two", "path: apps/web\n");

        assertThat(repository.objects("one")).containsExactly("ConfigMap/apps/all-a-one");
        assertThat(repository.objects("two")).containsExactly("ConfigMap/apps/all-a");
    }

    @Test
    void applications_bringApplicationsToAnyDepth() {
        repository
                .application("first", "path: level/two\n")
                .file(
                        "level/two/app.yaml",
                        ArgoRepository.application("second", ArgoRepository.URL, "path: level/three\n"))
                .file(
                        "level/three/app.yaml",
                        ArgoRepository.application("third", ArgoRepository.URL, "path: level/two\n"))
                .configMap("level/three/map.yaml", "leaf");

        // the third one applies what the first one does: nothing is rendered without end
        assertThat(repository.graph().nodes())
                .extracting(
                        node -> node.key().name(),
                        node -> node.parent() == null ? "" : node.parent().name())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("first", ""),
                        org.assertj.core.groups.Tuple.tuple("second", "first"),
                        org.assertj.core.groups.Tuple.tuple("third", "second"));
        assertThat(repository.objects("second")).contains("ConfigMap/apps/leaf");
    }

    @Test
    void application_ofItsOwnDirectoryIsTheEntry() {
        repository.application("self", "path: root\n").configMap("root/map.yaml", "map");

        assertThat(repository.graph().covered()).hasSize(1);
        assertThat(repository.objects("self")).contains("ConfigMap/apps/map", "Application/argocd/self");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@github.com:acme/platform.git",
                "ssh://git@github.com/acme/platform",
                "https://GitHub.com/Acme/Platform",
                "https://token@github.com/acme/platform.git/"
            })
    void repository_isKnownHoweverItsAddressIsWritten(String url) {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file("root/web.yaml", ArgoRepository.application("web", url, "path: apps/web\n"));

        assertThat(repository.node("web").state()).isEqualTo(NodeState.RENDERED);
    }

    @Test
    void sourceElsewhere_isNamedAndNotRendered() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file(
                        "root/other.yaml",
                        ArgoRepository.application(
                                "other", "https://user:secret@example.org/other", "path: apps/web\n"))
                .application("web", "path: apps/web\ntargetRevision: main\n")
                .application("old", "path: apps/web\ntargetRevision: v1.2.0\n");

        GraphNode other = repository.node("other");
        assertThat(other.state()).isEqualTo(NodeState.ELSEWHERE);
        assertThat(other.reason()).isEqualTo("its source is `https://example.org/other`");
        assertThat(finding(other, "argocd/not-rendered").severity()).isEqualTo(Severity.NOTICE);
        assertThat(repository.node("old").reason())
                .isEqualTo("its source is another revision of this repository, `v1.2.0`");
        assertThat(repository.node("web").state()).isEqualTo(NodeState.RENDERED);
    }

    @Test
    void repositoryWithoutAddress_isThatOfTheFirstApplicationWhosePathIsHere() {
        repository
                .withoutAddress()
                .configMap("apps/web/a.yaml", "a")
                .file("root/a.yaml", ArgoRepository.application("far", "https://example.org/far", "path: not/here\n"))
                .file("root/b.yaml", ArgoRepository.application("web", "https://example.org/mine", "path: apps/web\n"))
                .file("root/c.yaml", ArgoRepository.application("more", "git@example.org:mine.git", "path: apps/web\n"))
                .file("root/d.yaml", ArgoRepository.application("else", "https://example.org/two", "path: apps/web\n"));

        assertThat(repository.graph().nodes())
                .extracting(GraphNode::state)
                .containsExactly(NodeState.ELSEWHERE, NodeState.RENDERED, NodeState.RENDERED, NodeState.ELSEWHERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "../outside", "/apps", "apps/web/a.yaml"})
    void path_thatIsNoDirectoryIsAnError(String path) {
        repository.configMap("apps/web/a.yaml", "a").application("web", "path: " + path + "\n");

        GraphNode node = repository.node("web");

        assertThat(node.state()).isEqualTo(NodeState.FAILED);
        assertThat(node.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.origin().location().toString()).startsWith("root/web.yaml:13");
        });
    }

    @Test
    void link_thatLeadsOutOfTheRepositoryIsAnError() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .link("apps/web/passwd.yaml", "../../../../etc/passwd")
                .application("web", "path: apps/web\n");

        assertThat(repository.node("web").state()).isEqualTo(NodeState.FAILED);
    }

    @Test
    void tools_thatAreNotRunAreNamed() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file("apps/jsonnet/app.jsonnet", "{}")
                .application("plugin", "path: apps/web\nplugin: {name: kasane}\n")
                .application("jsonnet", "path: apps/web\ndirectory: {jsonnet: {tlas: [{name: a, value: b}]}}\n")
                .application("files", "path: apps/jsonnet\n")
                .application("both", "path: apps/web\nhelm: {releaseName: a}\nkustomize: {namePrefix: b}\n");

        assertThat(repository.node("plugin").state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(repository.node("plugin").reason()).contains("plugin");
        // options for Jsonnet change nothing where there is none
        assertThat(repository.node("jsonnet").state()).isEqualTo(NodeState.RENDERED);
        assertThat(repository.node("files").state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(repository.node("files").reason()).contains("Jsonnet");
        assertThat(ArgoRepository.rules(repository.node("files"))).containsExactly("argocd/not-rendered");
        assertThat(repository.node("both").state()).isEqualTo(NodeState.FAILED);
    }

    @Test
    void sources_areRenderedInTheirOrderAndReferencesAreNot() {
        repository
                .configMap("apps/one/a.yaml", "a")
                .configMap("apps/two/b.yaml", "b")
                .configMap("apps/two/again.yaml", "a")
                .file("root/web.yaml", """
                    apiVersion: argoproj.io/v1alpha1
                    kind: Application
                    metadata: {name: web, namespace: argocd}
                    spec:
                      project: default
                      destination: {namespace: apps, name: prod}
                      sources:
                        - {repoURL: 'https://github.com/acme/platform', path: apps/one}
                        - {repoURL: 'https://example.org/values', ref: values}
                        - {repoURL: 'https://github.com/acme/platform', path: apps/two}
                    """);

        assertThat(repository.objects("web")).containsExactly("ConfigMap/apps/a", "ConfigMap/apps/b");
        assertThat(ArgoRepository.rules(repository.node("web"))).containsExactly("argocd/repeated-resource");
        Application application = new Application(repository.node("web").object());
        assertThat(application.destinationCluster()).isEqualTo("prod");
        assertThat(application.project()).isEqualTo("default");
    }

    @Test
    void brokenFile_failsTheApplicationOnItsLine() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file("apps/web/b.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: [\n")
                .application("web", "path: apps/web\n");

        GraphNode node = repository.node("web");

        assertThat(node.state()).isEqualTo(NodeState.FAILED);
        assertThat(node.findings()).anySatisfy(finding -> {
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.origin().file()).isEqualTo("apps/web/b.yaml");
        });
        assertThat(node.read()).extracting(Object::toString).contains("apps/web/a.yaml", "apps/web/b.yaml");
    }

    @Test
    void chartWithoutRenderer_isNotGreen() {
        repository
                .file("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .application("web", "path: charts/web\n")
                .application("remote", "chart: redis\ntargetRevision: 1.2.3\n");

        assertThat(repository.node("web").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isUnchecked()).isTrue());
        assertThat(repository.node("remote").state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(List.of(repository.node("remote").reason()))
                .allMatch(reason -> reason.contains("redis") && reason.contains("fetched"));
    }
}
