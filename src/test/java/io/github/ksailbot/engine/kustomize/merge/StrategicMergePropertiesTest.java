package io.github.ksailbot.engine.kustomize.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class StrategicMergePropertiesTest {
    private static final Origin BASE = Origin.of("base.yaml", 1, 1);
    private static final Origin PATCH = Origin.of("patch.yaml", 1, 1);

    private static Node node(Object value, Origin origin) {
        if (value instanceof Map<?, ?> map) {
            List<MappingNode.Entry> entries = new ArrayList<>();
            map.forEach((key, below) -> entries.add(
                    new MappingNode.Entry(ScalarNode.string(String.valueOf(key), origin), node(below, origin))));
            return MappingNode.of(entries, origin);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(
                    list.stream().map(item -> node(item, origin)).toList(), origin);
        }
        return new ScalarNode(String.valueOf(value), ScalarNode.Style.PLAIN, ScalarNode.Type.STRING, origin);
    }

    private static MappingNode resource(Map<String, Object> spec, Origin origin) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", "v1");
        root.put("kind", "Pod");
        root.put("spec", spec);
        return (MappingNode) node(root, origin);
    }

    private static MappingNode apply(MappingNode patch, MappingNode resource) {
        StrategicMerge.Result result = StrategicMerge.of(patch, MergeKeys.kubernetes(), Work.unlimited())
                .apply(resource, Work.unlimited());
        assertThat(result.findings()).isEmpty();
        return Objects.requireNonNull(result.root());
    }

    /** Pods with containers of distinct names, so that no list holds an item twice. */
    @Provide
    Arbitrary<Map<String, Object>> specs() {
        Arbitrary<Object> scalar = Arbitraries.of("a", "b", "1", "true");
        Arbitrary<Map<String, Object>> fields = Arbitraries.maps(Arbitraries.of("image", "workingDir", "x"), scalar)
                .ofMaxSize(3);
        Arbitrary<List<Map<String, Object>>> containers = Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), fields)
                .ofMaxSize(4)
                .map(byName -> {
                    List<Map<String, Object>> list = new ArrayList<>();
                    byName.forEach((name, of) -> {
                        Map<String, Object> container = new LinkedHashMap<>(of);
                        container.put("name", name);
                        list.add(container);
                    });
                    return list;
                });
        Arbitrary<Map<String, Object>> selectors =
                Arbitraries.maps(Arbitraries.of("k", "l"), scalar).ofMaxSize(2);
        return containers.flatMap(list -> selectors.map(selector -> {
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("containers", list);
            spec.put("nodeSelector", selector);
            return spec;
        }));
    }

    @Property(tries = 300)
    void emptyPatch_changesNothing(@ForAll("specs") Map<String, Object> spec) {
        MappingNode resource = resource(spec, BASE);
        MappingNode patch = MappingNode.empty(PATCH);
        assertThat(apply(patch, resource)).isSameAs(resource);
    }

    @Property(tries = 300)
    void patchAppliedTwice_isAsAppliedOnce(
            @ForAll("specs") Map<String, Object> spec, @ForAll("specs") Map<String, Object> change) {
        MappingNode patch = resource(change, PATCH);
        MappingNode once = apply(patch, resource(spec, BASE));
        MappingNode twice = apply(patch, once);
        assertThat(Values.same(once, twice)).isTrue();
    }

    @Property(tries = 300)
    void resourcePatchedByItself_staysTheSame(@ForAll("specs") Map<String, Object> spec) {
        assertThat(Values.same(apply(resource(spec, PATCH), resource(spec, BASE)), resource(spec, BASE)))
                .isTrue();
    }

    @Property(tries = 300)
    void everyScalar_comesFromThePatchOrIsUntouched(
            @ForAll("specs") Map<String, Object> spec, @ForAll("specs") Map<String, Object> change) {
        assertOrigins(apply(resource(change, PATCH), resource(spec, BASE)));
    }

    private static void assertOrigins(Node node) {
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> assertOrigins(entry.value()));
        } else if (node instanceof SequenceNode list) {
            list.items().forEach(StrategicMergePropertiesTest::assertOrigins);
        } else {
            Origin origin = node.origin();
            assertThat(origin.writer()).isEqualTo(origin.file().equals("patch.yaml") ? Writer.PATCH : Writer.FILE);
        }
    }
}
