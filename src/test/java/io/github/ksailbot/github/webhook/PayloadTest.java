package io.github.ksailbot.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.workflow.RepositoryRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{",
                "{\"action\"",
                "{\"action\":",
                "{\"action\":\"opened\"",
                "{\"action\":\"opened\"}}",
                "{\"action\":\"opened\"} {}",
                "{action:\"opened\"}",
                "{'action':'opened'}",
                "{\"action\":\"opened\",}",
                "{\"a\":[1,2}",
                "{\"a\":NaN}",
                "payload=%7B%7D",
                "\u001f\u008b\b"
            })
    void whatIsNoJsonObject_isRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(PayloadException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "["})
    void deepNesting_isRefusedWithoutAStackOverflow(String opening) {
        assertThatThrownBy(() -> parse("{\"x\":" + opening.repeat(200_000)))
                .isInstanceOf(PayloadException.class)
                .hasMessage("it is not JSON within the limits");
    }

    @Test
    void millionKeys_areReadPast() throws Exception {
        StringBuilder json = new StringBuilder("{\"action\":\"opened\",\"x\":{");
        for (int i = 0; i < 1_000_000; i++) {
            json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":").append(i);
        }
        assertThat(parse(json.append("}}").toString()).action()).isEqualTo("opened");
    }

    @Test
    void repository_ofRealShape_isRead() throws Exception {
        assertThat(parse(repository("11", "22", "acme", "fleet")).repository())
                .contains(new RepositoryRef(11, 22, "acme", "fleet"));
    }

    @Test
    void repository_thatCannotBe_isEmpty() throws Exception {
        for (String json : new String[] {
            "{}",
            "{\"installation\":{\"id\":11}}",
            "{\"installation\":11,\"repository\":[{\"id\":22}]}",
            repository("0", "22", "acme", "fleet"),
            repository("-11", "22", "acme", "fleet"),
            repository("11", "-22", "acme", "fleet"),
            repository("11.5", "22", "acme", "fleet"),
            repository("99999999999999999999", "22", "acme", "fleet"),
            repository("11", "22", "", "fleet"),
            repository("11", "22", "acme", ".."),
            repository("11", "22", "acme/evil", "fleet"),
            repository("11", "22", "acme", "fleet?x=1"),
            repository("11", "22", "acme", "a\\nb"),
            repository("11", "22", "a".repeat(101), "fleet")
        }) {
            assertThat(parse(json).repository()).as(json).isEmpty();
        }
    }

    @Test
    void valuesOfOtherTypes_areNoValues() throws Exception {
        Payload payload =
                parse("{\"action\":null,\"pull_request\":{\"number\":true,\"head\":{\"sha\":{\"a\":\"b\"}}}}");
        assertThat(payload.action()).isEmpty();
        assertThat(payload.number("pull_request.number")).isZero();
        assertThatThrownBy(() -> payload.commit("pull_request.head.sha"))
                .isInstanceOf(PayloadException.class)
                .hasMessage("it has no pull_request.head.sha");
    }

    @Test
    void sameNamesElsewhere_areNotConfused() throws Exception {
        Payload payload = parse("{\"x\":{\"action\":\"x\"},\"pull_request\":{\"user\":{\"head\":{\"sha\":\"x\"}},"
                + "\"labels\":[{\"number\":5}],\"number\":7},\"action\":\"opened\"}");
        assertThat(payload.action()).isEqualTo("opened");
        assertThat(payload.all("pull_request.number")).containsExactly("7");
        assertThat(payload.has("pull_request.head.sha")).isFalse();
    }

    private static String repository(String installation, String id, String owner, String name) {
        return "{\"installation\":{\"id\":" + installation + "},\"repository\":{\"id\":" + id + ",\"name\":\"" + name
                + "\",\"owner\":{\"login\":\"" + owner + "\"}}}";
    }

    private static Payload parse(String text) throws PayloadException {
        return Payload.parse(text.getBytes(UTF_8));
    }
}
