package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.format.Format;
import io.github.ksailbot.engine.finding.Spelling;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesAndFormatsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "0.5", "1.", ".5", "-2", "+3", "100m", "1Ki", "1.5Gi", "2E", "2e3", "1E-2", "5n"})
    void quantity_allowed(String text) {
        assertThat(matches("quantity", text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "Gi", "1 Gi", "1GB", "512mb", "1gi", "1K", "1e", "0x10", "1,5", "one"})
    void quantity_refused(String text) {
        // The thousand is a lower case k: K is not a unit.
        assertThat(matches("quantity", text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:00:00Z", "2026-01-31t12:00:00.123456z", "2026-01-31T12:00:00+05:30"})
    void dateTime_allowed(String text) {
        assertThat(matches("date-time", text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31", "2026-01-31 12:00:00Z", "2026-13-31T12:00:00Z", "12:00", ""})
    void dateTime_refused(String text) {
        assertThat(matches("date-time", text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'',true", "YQ==,true", "'YQ==\n',true", "'YW\nJj',true", "YQ,false", "a b=,false", "ä===,false"})
    void base64_isDecodedAsGoDoes(String text, boolean allowed) {
        assertThat(matches("byte", text)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "int32, 2147483647, true",
        "int32, -2147483648, true",
        "int32, 2147483648, false",
        "int64, 9223372036854775807, true",
        "int64, 9223372036854775808, false",
    })
    void integer_isInItsRange(String format, BigInteger value, boolean allowed) {
        assertThat(matches(format, JsonNodeFactory.instance.numberNode(value))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"web, true", "web-1, true", "1, true", "web.v2, false", "Web, false", "-web, false", "'', false"})
    void label_isCheckedAsTheApiServerDoes(String text, boolean allowed) {
        assertThat(ObjectNames.isLabel(text)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"web.v2, true", "a..b, false", "a., false", "web_1, false", "'', false"})
    void subdomain_isCheckedAsTheApiServerDoes(String text, boolean allowed) {
        assertThat(ObjectNames.isSubdomain(text)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "app, true",
        "app.kubernetes.io/name, true",
        "a/b/c, false",
        "/a, false",
        "a/, false",
        "Example.org/a, false",
        "example.org/My_Key.x, true",
        "_a, false",
    })
    void qualifiedName_isCheckedAsTheApiServerDoes(String text, boolean allowed) {
        assertThat(ObjectNames.isQualifiedName(text)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "imge, image",
        "Image, image",
        "iamge, image",
        "image_pull_policy, imagePullPolicy",
        "vanilla, ''",
        "'', ''",
    })
    void spelling_nearestIsFound(String written, String meant) {
        assertThat(Spelling.nearest(written, List.of("args", "image", "imagePullPolicy", "name", "ports")))
                .isEqualTo(meant);
    }

    private static boolean matches(String format, String text) {
        return matches(format, JsonNodeFactory.instance.textNode(text));
    }

    private static boolean matches(String format, JsonNode node) {
        Format judge = KubernetesFormat.ALL.stream()
                .filter(each -> each.getName().equals(format))
                .findFirst()
                .orElseThrow();
        return ((KubernetesFormat) judge).allows(node);
    }
}
