package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.Values;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of RFC 6902, on documents whose keys need escapes in a pointer. */
final class JsonPatchPropertiesTest {
    private static final Origin BASE = Origin.of("base.yaml", 1, 1);

    /** A place that is there already, and its value. */
    private record Place(String pointer, Node value, boolean isItem) {}

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<MappingNode.Entry> entries = new ArrayList<>();
            map.forEach((key, below) ->
                    entries.add(new MappingNode.Entry(ScalarNode.string(String.valueOf(key), BASE), node(below))));
            return MappingNode.of(entries, BASE);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(
                    list.stream().map(JsonPatchPropertiesTest::node).toList(), BASE);
        }
        return ScalarNode.string(String.valueOf(value), BASE);
    }

    @Provide
    Arbitrary<MappingNode> documents() {
        return maps(values(2)).map(map -> (MappingNode) node(map));
    }

    private static Arbitrary<Map<String, Object>> maps(Arbitrary<Object> values) {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "a/b", "~", "~1", "0", "-", "", "é", "x y");
        return Arbitraries.maps(keys, values).ofMinSize(1).ofMaxSize(4).map(LinkedHashMap::new);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> texts = Arbitraries.of("x", "y", "1", "true", "").map(text -> text);
        if (depth == 0) {
            return texts;
        }
        Arbitrary<Object> below = Arbitraries.lazy(() -> values(depth - 1));
        return Arbitraries.oneOf(
                texts,
                below.list().ofMaxSize(3).map(list -> (Object) list),
                maps(below).map(map -> (Object) map));
    }

    private static List<Place> places(Node node, String pointer) {
        List<Place> places = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                String below =
                        pointer + "/" + entry.key().text().replace("~", "~0").replace("/", "~1");
                places.add(new Place(below, entry.value(), false));
                places.addAll(places(entry.value(), below));
            }
        } else if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(pointer + "/" + i, list.items().get(i), true));
                places.addAll(places(list.items().get(i), pointer + "/" + i));
            }
        }
        return places;
    }

    private static MappingNode apply(MappingNode document, String... operations) throws BuildException {
        byte[] patch = ("[" + String.join(",", operations) + "]").getBytes(StandardCharsets.UTF_8);
        SequenceNode read = (SequenceNode) new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read("patch.yaml", patch)
                .documents()
                .get(0);
        return JsonPatch.of(read, Work.unlimited()).apply(document, Work.unlimited());
    }

    private static String operation(String op, String path, Node value) {
        return "{\"op\":\"%s\",\"path\":%s,\"value\":%s}"
                .formatted(op, CanonicalJson.string(path), CanonicalJson.of(value));
    }

    private static String operation(String op, String path) {
        return "{\"op\":\"%s\",\"path\":%s}".formatted(op, CanonicalJson.string(path));
    }

    private static String operation(String op, String from, String path) {
        return "{\"op\":\"%s\",\"from\":%s,\"path\":%s}"
                .formatted(op, CanonicalJson.string(from), CanonicalJson.string(path));
    }

    @Property(tries = 150)
    void test_ofWhatIsThere_changesNothing(@ForAll("documents") MappingNode document) throws BuildException {
        for (Place place : places(document, "")) {
            assertThat(apply(document, operation("test", place.pointer(), place.value())))
                    .isSameAs(document);
        }
    }

    @Property(tries = 150)
    void test_ofAnythingElse_fails(@ForAll("documents") MappingNode document) {
        Node other = ScalarNode.string("something else", BASE);
        for (Place place : places(document, "")) {
            assertThatThrownBy(() -> apply(document, operation("test", place.pointer(), other)))
                    .isInstanceOf(BuildException.class);
        }
    }

    @Property(tries = 150)
    void added_andRemoved_isAsBefore(@ForAll("documents") MappingNode document) throws BuildException {
        String path = "/new~0key~1";
        MappingNode added = apply(document, operation("add", path, document));
        assertThat(added.get("new~key/")).matches(value -> value != null && Values.same(value, document));
        assertThat(apply(added, operation("test", path, document))).isSameAs(added);
        assertThat(Values.same(apply(added, operation("remove", path)), document))
                .isTrue();
    }

    @Property(tries = 150)
    void removed_andAddedAgain_isAsBefore(@ForAll("documents") MappingNode document) throws BuildException {
        for (Place place : places(document, "")) {
            MappingNode again = apply(
                    document, operation("remove", place.pointer()), operation("add", place.pointer(), place.value()));
            assertThat(Values.same(again, document)).as(place.pointer()).isTrue();
        }
    }

    @Property(tries = 150)
    void replaced_isAddedInPlace(@ForAll("documents") MappingNode document) throws BuildException {
        Node other = ScalarNode.string("other", BASE);
        for (Place place : places(document, "")) {
            MappingNode replaced = apply(document, operation("replace", place.pointer(), other));
            assertThat(apply(replaced, operation("test", place.pointer(), other)))
                    .isSameAs(replaced);
            MappingNode back = apply(replaced, operation("replace", place.pointer(), place.value()));
            assertThat(Values.same(back, document)).as(place.pointer()).isTrue();
            if (!place.isItem()) {
                assertThat(Values.same(apply(document, operation("add", place.pointer(), other)), replaced))
                        .isTrue();
            }
        }
    }

    @Property(tries = 150)
    void moved_isCopiedAndRemoved(@ForAll("documents") MappingNode document) throws BuildException {
        for (Place place : places(document, "")) {
            MappingNode moved = apply(document, operation("move", place.pointer(), "/new"));
            MappingNode copied =
                    apply(document, operation("copy", place.pointer(), "/new"), operation("remove", place.pointer()));
            assertThat(Values.same(moved, copied)).as(place.pointer()).isTrue();
            assertThat(Values.same(apply(moved, operation("move", "/new", place.pointer())), document))
                    .as(place.pointer())
                    .isTrue();
        }
    }
}
