package io.github.ksailbot.engine.argocd.appset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.ArgoRepository;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ApplicationSets from their file to the Applications that are rendered. */
final class ApplicationSetsTest {
    private final ArgoRepository repository = new ArgoRepository();

    /** @param spec what stands below {@code spec:} */
    private ApplicationSetsTest set(String spec) {
        repository.file("root/set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata:
              name: set
              namespace: argocd
            spec:
            """ + spec.indent(2));
        return this;
    }

    /** A set of Go templates with generators, whose Applications apply {@code apps/NAME}. */
    private ApplicationSetsTest go(String generators, String name) {
        return set("""
            goTemplate: true
            goTemplateOptions: ["missingkey=error"]
            generators:
            """ + generators.indent(2) + """
                template:
                  metadata:
                    name: '%s'
                  spec:
                    project: default
                    destination: {namespace: apps}
                    source: {repoURL: 'https://github.com/acme/platform', path: apps}
                """.formatted(name));
    }

    private List<String> names() {
        return repository.node("set").manifests().stream().map(Manifest::name).toList();
    }

    private Finding finding() {
        GraphNode node = repository.node("set");
        assertThat(node.findings()).hasSize(1);
        return node.findings().get(0);
    }

    private static String text(Manifest manifest, String... path) {
        Node node = FieldPath.of(path).find(manifest.root());
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }

    @Test
    void templatesThatAreEachWithinTheirLimit_endWhereAllOfThemAreTooMuch() {
        String elements = IntStream.range(0, 2_000)
                .mapToObj(i -> "{name: a" + i + "}")
                .collect(Collectors.joining(", ", "[", "]"));
        go(
                "- list: {elements: " + elements + "}\n",
                "{{.name}}{{ range until 300 }}{{ range until 100 }}{{ end }}{{ end }}");

        assertThat(finding().rule().value()).isEqualTo("argocd/limit");
        assertThat(finding().isUnchecked()).isTrue();
        assertThat(finding().message()).contains("all templates together need more than 20000000 steps");
        assertThat(names()).isEmpty();
    }

    @Test
    void applications_areRenderedAndPointToTheirTemplate() {
        repository.configMap("apps/one/a.yaml", "a").configMap("apps/two/b.yaml", "b");
        set("""
            generators:
              - git:
                  repoURL: https://github.com/acme/platform
                  directories: [{path: apps/*}]
            template:
              metadata:
                name: 'app-{{path.basename}}'
              spec:
                project: default
                source:
                  repoURL: https://github.com/acme/platform
                  path: '{{path}}'
                destination: {namespace: '{{path[1]}}'}
            """);

        assertThat(names()).containsExactly("app-one", "app-two");
        assertThat(repository.objects("app-one")).containsExactly("ConfigMap/one/a");
        assertThat(repository.node("app-two").parent()).isNotNull();
        Manifest application = repository.node("app-one").object();
        assertThat(application.namespace()).isEqualTo("argocd");
        assertThat(application.origin().location().toString()).startsWith("root/set.yaml:12");
        Node path = FieldPath.of("spec", "source", "path").find(application.root());
        assertThat(path).isNotNull();
        assertThat(path.origin().location().toString()).startsWith("root/set.yaml:18");
    }

    @Test
    void wrongPathOfATemplate_isFoundOnItsLine() {
        repository.configMap("apps/one/a.yaml", "a");
        set("""
            generators:
              - list: {elements: [{name: one}, {name: gone}]}
              - git: {repoURL: 'https://github.com/acme/platform', files: [{path: none.yaml}]}
            template:
              metadata: {name: '{{name}}'}
              spec:
                destination: {namespace: apps, name: in-cluster}
                source:
                  repoURL: https://github.com/acme/platform
                  path: apps/{{ name }}
            """);

        GraphNode gone = repository.node("gone");

        assertThat(repository.node("one").state()).isEqualTo(NodeState.RENDERED);
        assertThat(gone.state()).isEqualTo(NodeState.FAILED);
        assertThat(gone.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("argocd/missing-path");
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.origin().location().toString()).startsWith("root/set.yaml:16");
        });
    }

    @Test
    void clusters_areThoseOfSecretsThatAnotherApplicationBrings() {
        repository
                .configMap("apps/a.yaml", "a")
                .application("clusters", "path: clusters\n")
                .file("clusters/prod.yaml", """
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: prod
                      labels: {argocd.argoproj.io/secret-type: cluster, env: prod}
                    stringData: {name: prod.eu, server: 'https://prod'}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: dev
                      labels: {argocd.argoproj.io/secret-type: cluster, env: dev}
                    data: {name: ZGV2, server: aHR0cHM6Ly9kZXY=}
                    """);
        go(
                "- clusters: {selector: {matchExpressions: [{key: env, operator: In, values: [dev, prod]}]}, values:"
                        + " {x: '{{.name}}!'}}",
                "{{.nameNormalized}}-{{.metadata.labels.env}}{{ .values.x | trimPrefix .name | replace \"!\" \"-x\""
                        + " }}");

        assertThat(names()).containsExactly("dev-dev-x", "prod.eu-prod-x");
    }

    @Test
    void localCluster_isThereWithoutAnySecret() {
        repository.configMap("apps/a.yaml", "a");
        go("- clusters: {}", "{{.name}}");

        assertThat(names()).containsExactly("in-cluster");
        assertThat(finding().rule().value()).isEqualTo("argocd/clusters-unknown");
        assertThat(finding().severity()).isEqualTo(Severity.NOTICE);
    }

    @Test
    void clusters_ofTheOperatorsInventoryAreKnownUnlessASecretSaysOtherwise() {
        repository
                .configMap("apps/a.yaml", "a")
                .cluster(new Cluster("eu", "https://eu", "", Map.of("env", "prod"), Map.of(), true))
                .cluster(new Cluster("us", "https://us", "", Map.of("env", "prod"), Map.of(), true))
                .file("root/us.yaml", """
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: us
                      labels: {argocd.argoproj.io/secret-type: cluster, env: dev}
                    stringData: {name: us, server: 'https://us'}
                    """);
        go("- clusters: {selector: {matchLabels: {env: prod}}}", "{{.name}}");

        assertThat(names()).containsExactly("eu");
    }

    @Test
    void clusters_ofEncryptedSecretsAreNamedAsUnknown() {
        repository
                .configMap("apps/a.yaml", "a")
                .cluster(new Cluster("eu", "https://eu", "", Map.of(), Map.of(), true))
                .file("root/us.yaml", """
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: us
                      labels: {argocd.argoproj.io/secret-type: cluster}
                    stringData: {name: 'ENC[AES256_GCM,data:x]', server: 'ENC[AES256_GCM,data:y]'}
                    """);
        go("- clusters: {}", "{{.name}}");

        assertThat(names()).containsExactly("in-cluster", "eu");
        assertThat(finding().message()).contains("The Secret `us` declares a cluster and is encrypted");
    }

    @Test
    void clustersBySelector_areNotKnownWithoutAnySecret() {
        repository.configMap("apps/a.yaml", "a");
        go("- clusters: {selector: {matchLabels: {env: prod}}}", "{{.name}}");

        assertThat(repository.node("set").state()).isEqualTo(NodeState.NOT_RENDERED);
    }

    @Test
    void matrix_fillsTheSecondGeneratorWithTheFirst() {
        repository
                .configMap("apps/a.yaml", "a")
                .file("envs/dev/config.yaml", "regions: [{name: eu}, {name: us}]\n")
                .file("envs/prod/config.yaml", "regions: [{name: eu}]\n");
        go("""
            - matrix:
                generators:
                  - git: {repoURL: 'https://github.com/acme/platform', files: [{path: envs/*/config.yaml}]}
                  - list: {elementsYaml: '{{ .regions | toJson }}'}
              selector: {matchExpressions: [{key: name, operator: NotIn, values: [us]}]}
            """, "{{.path.basename}}-{{.name}}");

        assertThat(names()).containsExactly("dev-eu", "prod-eu");
    }

    @Test
    void merge_overridesByKeys() {
        repository.configMap("apps/a.yaml", "a");
        go("""
            - merge:
                mergeKeys: [env]
                generators:
                  - list: {elements: [{env: dev, size: small}, {env: prod, size: small}]}
                  - list: {elements: [{env: prod, size: large}, {env: none, size: x}]}
            """, "{{.env}}-{{.size}}");

        assertThat(names()).containsExactly("dev-small", "prod-large");
    }

    @Test
    void template_ofAGeneratorWinsAndPatchesComeLast() {
        repository.configMap("apps/a.yaml", "a").configMap("other/b.yaml", "b");
        set("""
            goTemplate: true
            generators:
              - list:
                  elements: [{name: one, prune: true}]
                  template:
                    metadata: {labels: {from: generator}}
                    spec: {project: '', source: {repoURL: 'https://github.com/acme/platform', path: other}}
              - list: {elements: [{name: two, prune: false}]}
            template:
              metadata: {name: '{{.name}}', labels: {base: 'yes'}}
              spec:
                project: default
                destination: {namespace: apps}
                source: {repoURL: 'https://github.com/acme/platform', path: apps}
            templatePatch: |
              {{- if .prune }}
              spec:
                project: stolen
                syncPolicy:
                  automated:
                    prune: {{ .prune }}
              {{- end }}
            """);

        assertThat(repository.objects("one")).containsExactly("ConfigMap/apps/b");
        assertThat(repository.objects("two")).containsExactly("ConfigMap/apps/a");
        Manifest one = repository.node("one").object();
        assertThat(text(one, "metadata", "labels", "from")).isEqualTo("generator");
        assertThat(text(one, "metadata", "labels", "base")).isEqualTo("yes");
        assertThat(text(one, "spec", "project")).isEqualTo("default");
        Node prune = FieldPath.of("spec", "syncPolicy", "automated", "prune").find(one.root());
        assertThat(prune).isInstanceOf(ScalarNode.class);
        assertThat(((ScalarNode) prune).booleanValue()).isTrue();
        assertThat(FieldPath.of("spec", "syncPolicy")
                        .find(repository.node("two").object().root()))
                .isNull();
    }

    @Test
    void patch_mayBeJsonWithTabs() {
        repository.configMap("apps/a.yaml", "a");
        set("""
            generators: [{list: {elements: [{name: one}]}}]
            template:
              metadata: {name: '{{name}}', annotations: {kept: 'yes', gone: 'yes'}}
              spec: {destination: {namespace: apps}, source: {repoURL: 'https://github.com/acme/platform', path: apps}}
            templatePatch: "{\\n\\t\\"metadata\\": {\\n\\t\\t\\"annotations\\": {\\"of\\": \\"{{name}}\\", \\"gone\\": null}}}"
            """);

        Manifest one = repository.node("one").object();
        assertThat(text(one, "metadata", "annotations", "of")).isEqualTo("one");
        assertThat(text(one, "metadata", "annotations", "kept")).isEqualTo("yes");
        assertThat(FieldPath.of("metadata", "annotations", "gone").find(one.root()))
                .isNull();
        Node finalizers = FieldPath.of("metadata", "finalizers").find(one.root());
        assertThat(finalizers).isNotNull();

        set("""
            generators: [{list: {elements: [{name: one}]}}]
            template:
              metadata: {name: '{{name}}'}
              spec: {source: {repoURL: 'https://github.com/acme/platform', path: apps}}
            templatePatch: hello world
            """);
        assertThat(finding().message()).contains("the patch is no mapping");
    }

    @Test
    void generator_thatAsksTheOutsideIsNamedAndTheOthersGoOn() {
        repository.configMap("apps/a.yaml", "a");
        go("- pullRequest: {github: {owner: acme, repo: web}}\n- list: {elements: [{name: one}]}", "{{.name}}");

        assertThat(names()).containsExactly("one");
        assertThat(finding().severity()).isEqualTo(Severity.NOTICE);
        assertThat(finding().message()).contains("`pullRequest`");
        go("- scmProvider: {github: {organization: acme}}", "{{.repository}}");
        assertThat(repository.node("set").state()).isEqualTo(NodeState.NOT_RENDERED);
        go("- git: {repoURL: 'https://example.org/other', directories: [{path: '*'}]}", "{{.path.basename}}");
        assertThat(repository.node("set").state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(repository.node("set").reason()).isEqualTo("its source is `https://example.org/other`");
    }

    @Test
    void mistakes_failTheWholeSetOnTheirLine() {
        repository.configMap("apps/a.yaml", "a");
        go("- list: {elements: [{name: one}, {other: two}]}", "{{.name}}");

        assertThat(repository.node("set").state()).isEqualTo(NodeState.FAILED);
        assertThat(names()).isEmpty();
        assertThat(finding().message())
                .isEqualTo("`set` comes to no Applications: at <.name>: map has no entry for key \"name\".");
        assertThat(finding().origin()).isNotNull();
        assertThat(finding().origin().location().toString()).startsWith("root/set.yaml:13");

        go("- lists: {elements: [{name: one}]}", "{{.name}}");
        assertThat(finding().message()).contains("Argo CD knows no generator `lists`");
        go("- matrix: {generators: [{list: {elements: []}}]}", "{{.name}}");
        assertThat(finding().message()).contains("a matrix has two generators, this one has 1");
    }

    @Test
    void namesWithoutValue_areWarnedOf() {
        repository.configMap("apps/a.yaml", "a");
        set("""
            generators:
              - list: {elements: [{name: one}, {name: two}]}
            template:
              metadata: {name: '{{name}}'}
              spec:
                destination: {namespace: 'ns-{{.name}}'}
                source: {repoURL: 'https://github.com/acme/platform', path: apps}
            """);

        assertThat(finding().rule().value()).isEqualTo("argocd/unresolved-template");
        assertThat(finding().severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ repeat 1000000000 \"x\" }}",
                "{{ range until 1000000000 }}x{{ end }}",
                "{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}",
                "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ toYaml $d }}",
                "{{ now }}",
                "{{ randAlphaNum 5 }}"
            })
    void hostileOrUnknowableTemplate_isNotGreenAndChangesNothing(String template) {
        repository.configMap("apps/a.yaml", "a");
        go("- list: {elements: [{name: one}]}", template);

        assertThat(finding().isUnchecked()).isTrue();
        assertThat(names()).isEmpty();
    }

    @Test
    void hugeProducts_meetALimit() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append("{a%d: x, name: n%d},".formatted(i, i));
        }
        repository.configMap("apps/a.yaml", "a");
        go(
                "- matrix: {generators: [{list: {elements: [%s]}}, {list: {elements: [%s]}}]}".formatted(many, many),
                "{{.name}}");

        assertThat(finding().isUnchecked()).isTrue();
        assertThat(finding().message()).contains("more than 10000 sets of parameters");
    }

    @Test
    void deepGenerators_meetALimit() {
        String generator = "{list: {elements: [{name: one}]}}";
        for (int i = 0; i < 10; i++) {
            generator = "{matrix: {generators: [%s, {list: {elements: [{b%d: x}]}}]}}".formatted(generator, i);
        }
        repository.configMap("apps/a.yaml", "a");
        go("- " + generator, "{{.name}}");

        assertThat(finding().message()).contains("more than 5 deep");
    }

    @Test
    void applicationsOfTheSameName_areLeftOutAndTheOthersAreNot() {
        repository.configMap("apps/a.yaml", "a");
        go("- list: {elements: [{name: one}, {name: two}, {name: one}]}", "{{.name}}");

        assertThat(names()).containsExactly("two");
        assertThat(finding().message())
                .isEqualTo("`set` comes to 2 Applications named `one`, and Argo CD applies none of them.");
    }

    @Test
    void valuesOfASecondGenerator_mayAskForItsOwnParameters() {
        repository.configMap("apps/one/a.yaml", "a").configMap("apps/two/a.yaml", "a");
        go("""
            - matrix:
                generators:
                  - list: {elements: [{name: outer}]}
                  - git:
                      repoURL: https://github.com/acme/platform
                      directories: [{path: 'apps/*'}]
                      values: {full: '{{.path.basename}}-own', from: '{{.name}}'}
            """, "{{.values.from}}-{{.values.full}}");

        assertThat(names()).containsExactly("outer-one-own", "outer-two-own");
    }

    @Test
    void tpl_rendersTemplatesThatValuesHold() {
        repository.configMap("apps/a.yaml", "a");
        go("- list: {elements: [{name: one, text: '{{ .name | upper | lower }}-x'}]}", "{{ tpl .text . }}");
        assertThat(names()).containsExactly("one-x");

        go("- list: {elements: [{name: one, text: '{{ tpl .text . }}'}]}", "{{ tpl .text . }}");
        assertThat(finding().message()).contains("maximum recursion depth");
    }

    @Test
    void filePatterns_areThoseOfGitUnlessTheNewOnesAreSwitchedOn() {
        repository
                .file("apps/one/app.json", "{\"name\": \"one\"}")
                .file("apps/one/deep/app.json", "{\"name\": \"deep\"}");
        go("- git: {repoURL: 'https://github.com/acme/platform', files: [{path: 'apps/*/app.json'}]}", "{{.name}}");
        assertThat(names()).containsExactly("one", "deep");

        repository.file("root/settings.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: argocd-cmd-params-cm, namespace: argocd}
            data: {applicationsetcontroller.enable.new.git.file.globbing: 'true'}
            """);
        assertThat(names()).containsExactly("one");
    }

    @Test
    void clusters_giveNoAnnotationsThatAreAboutTheSecretItself() {
        repository.configMap("apps/a.yaml", "a").file("root/prod.yaml", """
            apiVersion: v1
            kind: Secret
            metadata:
              name: prod
              labels: {argocd.argoproj.io/secret-type: cluster}
              annotations: {argocd.argoproj.io/refresh: normal, tier: gold}
            stringData: {name: prod, server: 'https://prod.example.org'}
            """);
        go(
                "- clusters: {selector: {matchLabels: {argocd.argoproj.io/secret-type: cluster}}}",
                "{{ .metadata.annotations | keys | join \"-\" }}");

        assertThat(names()).containsExactly("tier");
    }
}
