package io.github.ksailbot.engine.kustomize.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplacementReaderTest {
    private static final String BASE = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: source}
        data:
          text: hello
          quoted: "8080"
          number: 9090
          parts: a:b:c
          map: {k: v}
          empty: {}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          replicas: 1
          containers:
          - name: web
            image: nginx:1.0
          - name: "side"
            args: [x, y]
          empty:
        """;

    private final Map<String, String> files = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private static List<Node> read(String file, String yaml, YamlDialect dialect) {
        return new YamlReader(YamlLimits.DEFAULT, dialect)
                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                .documents();
    }

    private ResourceMap applied(String entry) {
        ResourceMap resources = new ResourceMap(read("base.yaml", BASE, YamlDialect.KUSTOMIZE).stream()
                .map(document -> Resource.of((MappingNode) document))
                .toList());
        MappingNode node = (MappingNode)
                read("kustomization.yaml", entry, YamlDialect.KUBERNETES).get(0);
        ReplacementReader reader = new ReplacementReader(
                path -> new LoadedFile(
                        path.text(), files.getOrDefault(path.text(), "").getBytes(StandardCharsets.UTF_8)),
                findings::add,
                Work.unlimited());
        for (Replacement replacement : reader.read(new TypedMapping(node, "replacements[0]", findings::add))) {
            try {
                resources = replacement.apply(resources, Work.unlimited());
            } catch (BuildException e) {
                findings.add(e.finding());
            }
        }
        return resources;
    }

    private ResourceMap copied(String source, String target) {
        return applied("source: " + source + "\ntargets:\n- " + target.indent(2).strip() + "\n");
    }

    private MappingNode deployment(ResourceMap resources) {
        return resources.resources().get(1).root();
    }

    private Finding onlyFinding() {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private String onlyRuleAndPlace() {
        return onlyFinding().rule() + " "
                + Objects.requireNonNull(onlyFinding().origin()).location();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.number                | spec.replicas                       | {}                             |"
                        + " replicas: 9090",
                "data.quoted                | spec.replicas                       | {}                             |"
                        + " replicas: 8080",
                "data.number                | metadata.labels.app                 | {}                             |"
                        + " app: \"9090\"",
                "data.text                  | spec.containers.[name=web].image    | {}                             |"
                        + " image: hello",
                "data.text                  | spec.containers.0.image             | {}                             |"
                        + " image: hello",
                "data.text                  | spec.containers.*.name              | {}                             |"
                        + " name: hello",
                "data.text                  | spec.containers.[name=side].args.[=y] | {}                           | -"
                        + " hello",
                "data.text                  | spec.containers.0.image             | {delimiter: ':'}               |"
                        + " image: hello:1.0",
                "data.text                  | spec.containers.0.image             | {delimiter: ':', index: 1}     |"
                        + " image: nginx:hello",
                "data.text                  | spec.containers.0.image             | {delimiter: ':', index: 9}     |"
                        + " image: nginx:1.0:hello",
                "data.text                  | spec.containers.0.image             | {delimiter: ':', index: -1}    |"
                        + " image: hello:nginx:1.0",
                "data.text                  | spec.new.deep                       | {create: true}                 |"
                        + " deep: hello",
                "data.quoted                | spec.port                           | {create: true}                 |"
                        + " port: 8080",
                "data.text                  | spec.containers.[name=new].image    | {create: true}                 |"
                        + " image: hello",
                "data.text                  | spec.list.0.name                    | {create: true}                 | -"
                        + " name: hello",
                "data.text                  | metadata.annotations.[a.b/c]        | {create: true}                 |"
                        + " a.b/c: hello",
                "data.map                   | spec.containers                     | {}                             |"
                        + " k: v",
                "data.parts                 | metadata.name                       | {}                             |"
                        + " name: a:b:c",
            })
    void value_isCopied(String from, String to, String options, String expected) {
        ResourceMap resources = copied(
                "{kind: ConfigMap, fieldPath: " + from + "}",
                "select: {kind: Deployment}\nfieldPaths: [\"" + to + "\"]\noptions: " + options);
        assertThat(findings).isEmpty();
        assertThat(YamlWriter.write(deployment(resources))).contains(expected);
    }

    @Test
    void partOfTheSource_isCopied() {
        ResourceMap resources = copied(
                "{name: source, fieldPath: data.parts, options: {delimiter: ':', index: 1}}",
                "select: {name: web}\nfieldPaths: [metadata.labels.app]");
        assertThat(YamlWriter.write(deployment(resources))).contains("app: b\n");
    }

    @Test
    void pathsLeftOut_areTheNames() {
        assertThat(deployment(copied("{kind: ConfigMap}", "select: {kind: Deployment}"))
                        .mapping("metadata"))
                .satisfies(
                        metadata -> assertThat(Objects.requireNonNull(metadata).text("name"))
                                .isEqualTo("source"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: Deployment}                                         | []                       | true",
                "{kind: Deploy.*}                                           | []                       | false",
                "{kind: Deployment, labelSelector: app=web}                 | []                       | true",
                "{kind: Deployment, labelSelector: app!=web}                | []                       | false",
                "{kind: Deployment, namespace: default}                     | []                       | true",
                "{kind: Deployment, namespace: other}                       | []                       | false",
                "{group: apps}                                              | [{name: web}]            | false",
                "{group: apps}                                              | [{name: other}]          | true",
                "{group: apps}                                              | [{labelSelector: app}]   | false",
                "{group: apps}                                              | [{}]                     | true",
                "{group: apps}                                              | [{name: nix, labelSelector: app}] |"
                        + " false",
            })
    void target_isSelectedAndNotRejected(String select, String reject, boolean expected) {
        ResourceMap resources = copied(
                "{kind: ConfigMap, fieldPath: data.number}",
                "select: " + select + "\nreject: " + reject + "\nfieldPaths: [spec.replicas]");
        assertThat(findings).isEmpty();
        assertThat(YamlWriter.write(deployment(resources)).contains("replicas: 9090"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: Secret}                            | kustomize/replacement-source kustomization.yaml:1:9",
                "{}                                        | kustomize/replacement-source kustomization.yaml:1:9",
                "{name: source, fieldPath: data.none}      | kustomize/replacement-source kustomization.yaml:1:35",
                "{name: source, fieldPath: data.empty}     | kustomize/replacement-source kustomization.yaml:1:35",
                "{name: source, fieldPath: data.*}         | kustomize/replacement-field-path kustomization.yaml:1:35",
                "{name: source, fieldPath: data.text.x}    | kustomize/replacement-field-path kustomization.yaml:1:35",
                "{name: source, options: {delimiter: x, index: 3}} | kustomize/replacement-source"
                        + " kustomization.yaml:1:9",
            })
    void sourceWithoutValue_isAFindingAtIt(String source, String expected) {
        copied(source, "select: {kind: Deployment}");
        assertThat(onlyRuleAndPlace()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.none               | {}               | kustomize/replacement-target-missing",
                "spec.replicas.x         | {}               | kustomize/replacement-target-missing",
                "spec.containers.7       | {}               | kustomize/replacement-target-missing",
                "spec.containers.7       | {create: true}   | kustomize/replacement-target-missing",
                "spec.containers.[name=x].image | {}        | kustomize/replacement-target-missing",
                "spec.containers.[name]  | {}               | kustomize/replacement-field-path",
                "spec.containers.[name=(].x | {}            | kustomize/replacement-field-path",
                "spec.containers.[name=^b+$].x | {create: true} | kustomize/replacement-field-path",
                "spec..x                 | {}               | kustomize/replacement-field-path",
                "spec.replicas           | {}               | kustomize/replacement-type",
                "spec.containers         | {delimiter: ','} | kustomize/replacement-type",
                "spec.empty.x            | {}               | kustomize/replacement-target-missing",
            })
    void fieldThatCannotBeWritten_isAFinding(String path, String options, String rule) {
        copied(
                "{kind: ConfigMap, fieldPath: data.text}",
                "select: {kind: Deployment}\nfieldPaths: [\"" + path + "\"]\noptions: " + options);
        assertThat(onlyFinding().rule().value()).isEqualTo(rule);
        assertThat(onlyFinding().resource()).isNotNull();
    }

    @Test
    void originOfCopiedValue_leadsOverTheReplacementToTheOldValue() {
        MappingNode root = deployment(copied(
                "{kind: ConfigMap, fieldPath: data.number}",
                "select: {kind: Deployment}\nfieldPaths: [spec.replicas]"));
        Origin origin = Objects.requireNonNull(
                        Objects.requireNonNull(root.mapping("spec")).get("replicas"))
                .origin();
        assertThat(origin.writer()).isEqualTo(Writer.REPLACEMENT);
        assertThat(origin.chain())
                .extracting(step -> step.location().toString())
                .containsExactly("base.yaml:7:11", "kustomization.yaml:4:16", "base.yaml:16:13");
    }

    @Test
    void untouchedParts_areTheSameNodes() throws BuildException {
        MappingNode root =
                (MappingNode) read("base.yaml", BASE, YamlDialect.KUSTOMIZE).get(1);
        MappingNode path = (MappingNode)
                read("k.yaml", "path: spec.replicas", YamlDialect.KUBERNETES).get(0);
        MappingNode changed = FieldEdit.apply(
                root,
                FieldPath.parse(Objects.requireNonNull(path.scalar("path")), Work.unlimited()),
                false,
                Work.unlimited(),
                old -> Objects.requireNonNull(path.get("path")));
        assertThat(changed.get("metadata")).isSameAs(root.get("metadata"));
        assertThat(Objects.requireNonNull(changed.mapping("spec")).get("containers"))
                .isSameAs(Objects.requireNonNull(root.mapping("spec")).get("containers"));
    }

    @Test
    void targetThatSelectsNothing_changesNothing() {
        ResourceMap resources = copied("{kind: ConfigMap}", "select: {kind: Nothing}");
        assertThat(findings).isEmpty();
        assertThat(resources.resources()).extracting(Resource::name).containsExactly("source", "web");
    }

    @Test
    void file_holdsOneOrSeveral() {
        String one = "source: {kind: ConfigMap}\ntargets: [{select: {kind: Deployment}}]\n";
        files.put("one.yaml", one);
        files.put("list.yaml", "- " + one.indent(2).strip() + "\n");
        assertThat(YamlWriter.write(deployment(applied("path: one.yaml")))).contains("name: source");
        assertThat(YamlWriter.write(deployment(applied("path: list.yaml")))).contains("name: source");
        assertThat(findings).isEmpty();
    }

    @Test
    void unknownFieldInAFile_isAWarningOnly() {
        files.put("one.yaml", "source: {kind: ConfigMap}\ntargets: [{select: {kind: Deployment}}]\nsorce: 1\n");
        applied("path: one.yaml");
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/unknown-field one.yaml:3:1");
        assertThat(onlyFinding().severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: {kind: A}                                    | kustomization.yaml:1:1",
                "targets: []                                          | kustomization.yaml:1:1",
                "{source: {kind: ConfigMap}, targets: [{}]}           | kustomization.yaml:1:39",
                "{path: a.yaml, source: {kind: A}}                    | kustomization.yaml:1:8",
                "path: empty.yaml                                     | empty.yaml:1:1",
            })
    void entryThatIsNoReplacement_isAFindingAtIt(String entry, String place) {
        applied(entry);
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/replacement-invalid " + place);
    }
}
