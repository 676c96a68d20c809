package io.github.ksailbot.engine.kustomize.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourceTest {
    private static final Origin HERE = Origin.of("a.yaml", 1, 1);

    private static MappingNode root(String apiVersion, String kind, String name) {
        MappingNode metadata = MappingNode.empty(HERE).with("name", ScalarNode.string(name, HERE));
        return MappingNode.empty(HERE)
                .with("apiVersion", ScalarNode.string(apiVersion, HERE))
                .with("kind", ScalarNode.string(kind, HERE))
                .with("metadata", metadata);
    }

    @Test
    void ids_rememberEarlierNames() {
        Resource resource = Resource.of(root("v1", "ConfigMap", "old")).rememberId();
        Resource renamed = resource.withRoot(root("v1", "ConfigMap", "new"));

        assertThat(renamed.id().name()).isEqualTo("new");
        assertThat(renamed.originalId()).isEqualTo(new ResId(Gvk.of("v1", "ConfigMap"), "old", "default"));
        assertThat(renamed.allIds()).extracting(ResId::name).containsExactly("old", "new");
        assertThat(new ResourceMap(List.of(renamed)).withAnyId(renamed.originalId(), Work.unlimited()))
                .containsExactly(0);
    }

    @Test
    void legacyOrder_isByKindThenName() {
        List<Resource> resources = Stream.of(
                        root("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "w"),
                        root("apps/v1", "Deployment", "d"),
                        root("example.org/v1", "Thing", "t"),
                        root("v1", "ConfigMap", "b"),
                        root("v1", "ConfigMap", "a"),
                        root("v1", "Namespace", "n"))
                .map(Resource::of)
                .toList();

        assertThat(LegacyOrder.COMMAND_LINE.sorted(resources, Work.unlimited()))
                .extracting(Resource::name)
                .containsExactly("n", "a", "b", "d", "t", "w");
    }

    @Test
    void hashSuffix_isKeptOnlyIfBothGenerationsWantIt() {
        Resource old = Resource.of(root("v1", "ConfigMap", "a")).generated(Behavior.CREATE, true);
        Resource merged = Resource.of(root("v1", "ConfigMap", "a")).generated(Behavior.MERGE, false);

        assertThat(merged.inPlaceOf(old).needsHashSuffix()).isFalse();
        assertThat(merged.inPlaceOf(old).behavior()).isEqualTo(Behavior.CREATE);
    }
}
