package io.github.ksailbot.engine.helm.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesPathTest {
    private static final Origin ORIGIN = Origin.of("values.yaml", 9, 9);

    private static MappingNode values(String yaml) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("release.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    private static String set(String values, String path, String value) throws ValuesPathException {
        return CanonicalJson.of(ValuesPath.set(values(values), path, value, ORIGIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a.b|text|{\"a\":{\"b\":\"text\"}}",
                "a|5|{\"a\":5}",
                "a|05|{\"a\":\"05\"}",
                "a|0|{\"a\":0}",
                "a|-3|{\"a\":-3}",
                "a|1.5|{\"a\":\"1.5\"}",
                "a|TRUE|{\"a\":true}",
                "a|null|{\"a\":null}",
                "a|99999999999999999999|{\"a\":\"99999999999999999999\"}",
                "l[1].z|##|{\"l\":[]}",
                "l[1]|##|{\"l\":[null,\"\"]}",
                "a.z|##|{\"a\":{\"z\":\"\"}}",
                "a|x\\|{\"a\":\"x\"}",
                "a|'5'|{\"a\":\"5\"}",
                "a|\"true\"|{\"a\":\"true\"}",
                "a|{x,2}|{\"a\":[\"x\",2]}",
                "a[1].b|x|{\"a\":[null,{\"b\":\"x\"}]}",
                "a[0][1]|x|{\"a\":[[null,\"x\"]]}",
                "a\\.b|x|{\"a.b\":\"x\"}",
                "a|x\\,y|{\"a\":\"x,y\"}",
                "a|x,b=y|{\"a\":\"x\",\"b\":\"y\"}",
                "a|k=v|{\"a\":\"k=v\"}",
                "a.|##|{}",
                "a..b|##|{}",
                "a.b[1][0].c|##|{\"a\":{\"b\":[]}}"
            })
    void value_isSetAsHelmSetsIt(String path, String value, String expected) throws ValuesPathException {
        assertThat(set("{}", path, value)).isEqualTo(expected);
    }

    @Test
    void verbatimValue_isATextBehindAPathWithoutEscapes() throws ValuesPathException {
        MappingNode set = ValuesPath.set(values("{}"), "a\\.b,c[0]", "x\\,{1},y=2", ValuesPath.Form.VERBATIM, ORIGIN);
        assertThat(CanonicalJson.of(set)).isEqualTo("{\"a\\\\\":{\"b,c\":[\"x\\\\,{1},y=2\"]}}");
    }

    @Test
    void value_takesThePlaceOfTheOldOne() throws ValuesPathException {
        MappingNode changed = ValuesPath.set(values("a: {b: 1, c: 2}\n"), "a.b", "3", ORIGIN);
        assertThat(CanonicalJson.of(changed)).isEqualTo("{\"a\":{\"b\":3,\"c\":2}}");
        Node inner = FieldPath.of("a", "b").find(changed);
        assertThat(inner).isNotNull();
        assertThat(inner.origin().chain()).extracting(Origin::file).containsExactly("values.yaml", "release.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a|x,y|`y` has no value",
                "a[x]|1|`x` is no index",
                "a[-1]|1|`-1` is no index",
                "a[99999]|1|the index 99999 is larger than 65536",
                "a|{x|a list must end with `}`",
                "s.b|1|`s` has no fields",
                "a.|1|`a` would have no fields",
                "a.[0]|1|`a` would have no fields",
                "a.[0]|##|`a` would have no fields",
                "l[0][1]|1|the item 0 is no list",
                "s[0]|1|`s` is no list"
            })
    void whatHelmDoesNotUnderstand_isRefused(String path, String value, String why) {
        assertThatThrownBy(() -> set("s: text\nl: [text]\n", path, value)).hasMessage(why);
    }

    @Test
    void depth_isLimited() {
        assertThatThrownBy(() -> set("{}", "a.".repeat(40) + "b", "1")).hasMessage("it is more than 30 levels deep");
    }

    @Test
    void mappings_areMergedKeyByKey_andNullsStay() {
        MappingNode merged =
                ValuesMerge.merge(values("a: {b: 1, c: 2}\nl: [1, 2]\n"), values("a: {c: null, d: 3}\nl: [9]\n"));
        assertThat(CanonicalJson.of(merged)).isEqualTo("{\"a\":{\"b\":1,\"c\":null,\"d\":3},\"l\":[9]}");
    }

    @Test
    void complaints_areTakenFromHelmsMessage() {
        String error = """
            values don't meet the specifications of the schema(s) in the following chart(s):
            demo:
            - at '': missing property 'need'
            - at '/image': validation failed
              - at '/image/tag': got number, want string
            - at '/p': 'oneOf' failed, none matched
              - at '/p': got string, want integer
            redis:
            - at '/replicas': got number, want integer
            """;
        assertThat(SchemaComplaint.parse(error))
                .extracting(complaint -> complaint.chart() + " " + complaint.path() + " " + complaint.message())
                .containsExactly(
                        "demo  missing property 'need'",
                        "demo image.tag got number, want string",
                        "demo p 'oneOf' failed, none matched",
                        "redis replicas got number, want integer");
    }
}
