package io.github.ksailbot.engine.kustomize.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameReferenceTest {
    private static final Origin RENAMER = Origin.of("kustomization.yaml", 1, 1);
    private static final String POD =
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod\nspec:\n  volumes:\n  - configMap:\n      name: old\n";

    private static Resource resource(String yaml) {
        return Resource.of((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
    }

    private static Resource renamed(String kind, String namespace, String name) {
        Resource old = resource("apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: old\n"
                        + (namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n"))
                .rememberId();
        MappingNode metadata = (MappingNode) old.root().get("metadata");
        assertThat(metadata).isNotNull();
        return old.withRoot(old.root().with("metadata", metadata.with("name", ScalarNode.string(name, RENAMER))));
    }

    private static String follow(Resource... resources) throws BuildException {
        ResourceMap followed = new NameReferenceTransformer(DefaultFieldSpecs.CONFIG)
                .apply(new ResourceMap(List.of(resources)), Work.unlimited());
        return YamlWriter.write(followed.resources().get(0).root());
    }

    @Test
    void referenceWithoutAName_isRefused_evenWhereNothingWasRenamed() {
        String binding = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: any}
            subjects: [{kind: ServiceAccount}]
            """;

        assertThatThrownBy(() -> follow(resource(binding)))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.finding().rule().value()).isEqualTo("kustomize/field-spec"));
    }

    @Test
    void reference_followsTheNewName() throws BuildException {
        assertThat(follow(resource(POD), renamed("ConfigMap", "", "new"))).contains("name: new");
    }

    @Test
    void otherKind_isNotMeant() throws BuildException {
        assertThat(follow(resource(POD), renamed("Secret", "", "new"))).contains("name: old");
    }

    @Test
    void otherNamespace_isOutOfReach() throws BuildException {
        assertThat(follow(resource(POD), renamed("ConfigMap", "elsewhere", "new")))
                .contains("name: old");
    }

    @Test
    void severalNewNames_areAmbiguous() {
        assertThatThrownBy(
                        () -> follow(resource(POD), renamed("ConfigMap", "", "new"), renamed("ConfigMap", "", "newer")))
                .isInstanceOfSatisfying(BuildException.class, e -> {
                    assertThat(e.finding().rule().value()).isEqualTo("kustomize/ambiguous-reference");
                    assertThat(e.finding().origin()).isEqualTo(Origin.of("a.yaml", 8, 13));
                });
    }

    @Test
    void outermostPrefix_decidesBetweenSeveral() throws BuildException {
        Resource pod = resource(POD).withPrefix("b-");

        assertThat(follow(
                        pod,
                        renamed("ConfigMap", "", "a-old").withPrefix("a-"),
                        renamed("ConfigMap", "", "b-old").withPrefix("b-")))
                .contains("name: b-old");
    }
}
