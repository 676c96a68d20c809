package io.github.ksailbot.engine.argocd.appset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.ArgoRepository;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Argo CD's controller makes of sets that are written in unusual ways. */
final class ApplicationSetCornersTest {
    private final ArgoRepository repository = new ArgoRepository();

    /**
     * @param generator one item of {@code generators:}
     * @param name template of the Applications' names
     */
    private List<Manifest> applications(String generator, String name) {
        repository.file("root/set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              goTemplate: true
              generators:
                - %s
              template:
                metadata: {name: '%s'}
                spec:
                  project: default
                  destination: {namespace: apps}
                  source:
                    repoURL: https://github.com/acme/platform
                    path: apps
                    helm: {valuesObject: {gone: null, kept: [null], deep: {gone: null, name: '{{ .name }}'}}}
            """.formatted(generator, name));
        return repository.node("set").manifests();
    }

    private List<String> names(String generator) {
        return applications(generator, "{{ .name }}").stream()
                .map(Manifest::name)
                .toList();
    }

    private static List<String> keys(@Nullable MappingNode mapping) {
        assertThat(mapping).isNotNull();
        return mapping.entries().stream().map(entry -> entry.key().text()).toList();
    }

    private String message() {
        return repository.node("set").findings().get(0).message();
    }

    @Test
    void keysWithoutValue_goFromMappingsAndStayInLists() {
        Manifest application =
                applications("list: {elements: [{name: a}]}", "a").get(0);

        MappingNode values = (MappingNode)
                FieldPath.of("spec", "source", "helm", "valuesObject").find(application.root());
        assertThat(values).isNotNull();
        assertThat(keys(values)).containsExactly("kept", "deep");
        assertThat(keys(values.mapping("deep"))).containsExactly("name");
        SequenceNode kept = values.sequence("kept");
        assertThat(kept).isNotNull();
        assertThat(kept.size()).isEqualTo(1);
    }

    @Test
    void elementThatIsNothing_leavesTheTemplateAsItIs() {
        assertThat(names("list: {elementsYaml: '[null]'}")).containsExactly("{{ .name }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"path[0]", "-a", "a/b/c", "''"})
    void selectorForWhatIsNoKeyOfALabel_isRefused(String key) {
        assertThat(names("{list: {elements: [{name: a}]}, selector: {matchLabels: {%s: x}}}"
                        .formatted("'" + key.replace("'", "") + "'")))
                .isEmpty();
        assertThat(message()).contains("is not a key that a selector can ask for");
    }

    @Test
    void selectorOfClusters_asksForValuesThatLabelsCanHave() {
        cluster("prod");

        assertThat(names("clusters: {selector: {matchLabels: {env: 'a b'}}}")).isEmpty();
        assertThat(message()).contains("`a b` is not the value of a label");
    }

    @Test
    void labelThatMarksClusters_isWhatArgoCdSaysOfIt() {
        cluster("prod");

        assertThat(names("clusters: {selector: {matchLabels: {argocd.argoproj.io/secret-type: other}}}"))
                .containsExactly("prod");
    }

    private void cluster(String name) {
        repository.cluster(new Cluster(name, "https://" + name, "", Map.of("env", name), Map.of(), true));
    }

    @Test
    void patternOfDirectoriesThatIsNone_matchesNothingAndIsTold() {
        repository.configMap("apps/one/a.yaml", "a");

        assertThat(applications(
                        "git: {repoURL: 'https://github.com/acme/platform', directories: [{path: 'apps/*'}, {path:"
                                + " '['}, {path: 'apps/[', exclude: true}]}",
                        "{{ .path.basename }}"))
                .extracting(Manifest::name)
                .containsExactly("one");
        assertThat(repository.node("set").findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("argocd/pattern", "argocd/pattern");
    }

    @ParameterizedTest
    @CsvSource({"./apps/one/c.json", "apps/none/../one/c.json", "apps//one/c.json", "apps/one/"})
    void patternOfFiles_isTakenForThePathThatItMeans(String pattern) {
        repository.file("apps/one/c.json", "{\"name\": \"c\"}");

        assertThat(names("git: {repoURL: 'https://github.com/acme/platform', files: [{path: %s}]}".formatted(pattern)))
                .containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/apps/*.json", "../*.json", "apps/../../x.json"})
    void patternOfFilesOutsideOfTheRepository_isRefused(String pattern) {
        repository.file("apps/c.json", "{\"name\": \"c\"}");

        assertThat(names(
                        "git: {repoURL: 'https://github.com/acme/platform', files: [{path: '%s'}]}".formatted(pattern)))
                .isEmpty();
        assertThat(message()).contains("is outside of the repository");
    }

    @Test
    void keyThatAFileHasTwice_hasItsLastValue() {
        repository.file("apps/c.yaml", "name: a\nname: b\n");

        assertThat(names("git: {repoURL: 'https://github.com/acme/platform', files: [{path: apps/c.yaml}]}"))
                .containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{{ keys .no | len }}{{ values .no | len }}{{ hasKey .no \"a\" }}{{ get .no \"a\" }}~00false",
                "{{ pick .no \"a\" | len }}{{ omit .no \"a\" | len }}{{ dig \"a\" \"x\" .no }}~00x",
                "{{ merge (dict \"a\" 1) .no | toJson }}~{\"a\":1}",
            })
    void mapThatIsNotThere_isOneWithoutEntries(String name, String expected) {
        assertThat(applications("list: {elements: [{name: a}]}", name))
                .extracting(Manifest::name)
                .containsExactly(expected);
    }

    @Test
    void segmentsOfAPath_areOneValueForASelector() {
        repository.configMap("apps/one/a.yaml", "a");
        String generator = "{git: {repoURL: 'https://github.com/acme/platform', directories: [{path: 'apps/*'}]},"
                + " selector: {matchExpressions: [{key: path.segments.0, operator: DoesNotExist},"
                + " {key: path.segments, operator: In, values: ['[apps one]']}]}}";

        assertThat(applications(generator, "{{ .path.basename }}"))
                .extracting(Manifest::name)
                .containsExactly("one");
    }

    @Test
    void valuesOfGeneratorsWithinAMatrix_mayAskForWhatOnlyTheyGive() {
        cluster("prod");
        String generator = "matrix: {generators: [{list: {elements: [{name: a}]}}, {matrix: {generators: ["
                + "{list: {elements: [{tier: b}]}}, {clusters: {values: {who: '{{ .server }}'}}}]}}]}";

        assertThat(applications(generator, "{{ .name }}-{{ .tier }}-{{ .values.who }}"))
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder("a-b-https://prod", "a-b-https://kubernetes.default.svc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "spec: {source: {targetRevision: {{ .version }}}}~spec.source.targetRevision~a text: quote it",
                "metadata: {annotations: {on: true}}~metadata.annotations.*~a text: quote it",
                "spec: {sources: [{helm: {parameters: [{name: a, value: 1}]}}]}"
                        + "~spec.sources[].helm.parameters[].value~a text: quote it",
                "spec: {syncPolicy: {automated: {prune: 'yes'}}}~spec.syncPolicy.automated.prune~true or false",
                "spec: {source: {helm: {valueFiles: a}}}~spec.source.helm.valueFiles~a list",
            })
    void patchWithAValueOfAnotherType_isRefused(String patch, String field, String wanted) {
        repository.file("root/set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              goTemplate: true
              generators: [{list: {elements: [{name: a, version: '1.10'}]}}]
              templatePatch: |
                %s
              template:
                metadata: {name: '{{ .name }}'}
                spec: {project: default, destination: {namespace: apps}}
            """.formatted(patch));

        assertThat(repository.node("set").manifests()).isEmpty();
        assertThat(message()).contains("`" + field + "`", wanted);
    }

    @Test
    void nothing_cannotBeCopied() {
        assertThat(applications("list: {elements: [{name: a}]}", "{{ deepCopy .no }}"))
                .isEmpty();
        assertThat(message()).contains("there is nothing to copy");
    }
}
