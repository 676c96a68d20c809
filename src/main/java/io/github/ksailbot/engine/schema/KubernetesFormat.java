package io.github.ksailbot.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The formats of Kubernetes' own types, judged as the API server decodes them. A value of another type than the format
 * is about is for the type to judge.
 */
final class KubernetesFormat implements Format {
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"
            + "[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)");
    /**
     * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
     */
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

    /** Longer texts are none of these; it bounds the time of a pattern. */
    private static final int MAX_LENGTH = 256;

    static final List<Format> ALL = List.of(
            new KubernetesFormat("int32", node -> isInteger(node, Integer.SIZE)),
            new KubernetesFormat("int64", node -> isInteger(node, Long.SIZE)),
            new KubernetesFormat("byte", node -> !node.isTextual() || isBase64(node.textValue())),
            new KubernetesFormat("date-time", node -> !node.isTextual() || matches(DATE_TIME, node)),
            new KubernetesFormat("quantity", node -> !node.isTextual() || matches(QUANTITY, node)));

    private final String name;
    private final Predicate<JsonNode> judge;

    private KubernetesFormat(String name, Predicate<JsonNode> judge) {
        this.name = name;
        this.judge = judge;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext context, SchemaContext schemaContext, JsonNode node) {
        return allows(node);
    }

    boolean allows(JsonNode node) {
        return judge.test(node);
    }

    private static boolean isInteger(JsonNode node, int bits) {
        return !node.isIntegralNumber() || fits(node.bigIntegerValue(), bits);
    }

    private static boolean fits(BigInteger value, int bits) {
        return value.bitLength() < bits;
    }

    private static boolean matches(Pattern pattern, JsonNode node) {
        String text = node.textValue();
        return text.length() <= MAX_LENGTH && pattern.matcher(text).matches();
    }

    /** Standard base64 with padding; line breaks are allowed, as Go's decoder skips them. */
    private static boolean isBase64(String text) {
        String content = text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : text.replaceAll("[\r\n]", "");
        if (content.length() % 4 != 0) {
            return false;
        }
        try {
            Base64.getDecoder().decode(content);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
