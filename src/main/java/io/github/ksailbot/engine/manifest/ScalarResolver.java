package io.github.ksailbot.engine.manifest;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what an unquoted or tagged scalar is, by the rules of go-yaml.
 *
 * @see <a href="https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v3/resolve.go">goyaml.v3, resolve.go</a>
 */
public final class ScalarResolver {
    /**
     * What a scalar is.
     *
     * @param type of its value
     * @param text its value: as written, but for dates that are turned into timestamps and for decoded binaries
     */
    public record Resolution(ScalarNode.Type type, String text) {}

    /** Prefix of the tags of YAML itself: {@code !!str} is {@code tag:yaml.org,2002:str}. */
    public static final String CORE = "tag:yaml.org,2002:";

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> OLD_TRUE = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> OLD_FALSE = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");
    private static final Set<String> NOT_FINITE = Set.of(
            ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private final YamlDialect dialect;

    public ScalarResolver(YamlDialect dialect) {
        this.dialect = dialect;
    }

    public YamlDialect dialect() {
        return dialect;
    }

    /** An unquoted scalar without a tag. */
    public Resolution plain(String text) {
        return resolve(text, true);
    }

    /**
     * A scalar with a tag, quoted or not.
     *
     * @param tag in full, such as {@code tag:yaml.org,2002:int}, or local, such as {@code !Ref}, which makes a string
     * @return null when the text is not what the tag says
     */
    public @Nullable Resolution tagged(String tag, String text) {
        return switch (tag.startsWith(CORE) ? tag.substring(CORE.length()) : "") {
            case "int" -> only(ScalarNode.Type.INTEGER, resolve(text, false));
            case "bool" -> only(ScalarNode.Type.BOOLEAN, resolve(text, false));
            case "null" -> only(ScalarNode.Type.NULL, resolve(text, false));
            case "float" -> floating(resolve(text, false));
            case "timestamp" -> timestamp(text);
            case "binary" -> binary(text);
            default -> new Resolution(ScalarNode.Type.STRING, text);
        };
    }

    /**
     * The text of a key in JSON: kustomize keeps it as it was written, sigs.k8s.io/yaml writes the value that it sees.
     *
     * @param resolved the text of its resolution
     */
    public String keyText(ScalarNode.Type type, String written, String resolved) {
        boolean dated = GoTimestamps.matches(written);
        if (dialect == YamlDialect.KUSTOMIZE) {
            return dated || type != ScalarNode.Type.STRING ? written : resolved;
        }
        return switch (type) {
            case BOOLEAN -> Boolean.toString(isTrue(resolved));
            case INTEGER, FLOAT -> keyNumber(resolved);
            case STRING, NULL -> resolved;
        };
    }

    /**
     * Whether kustomize can write a mapping with this key below the top of a document: it turns all keys but strings into
     * something that its JSON encoder refuses.
     */
    public boolean isNestedKey(ScalarNode key) {
        return dialect == YamlDialect.KUBERNETES
                || (key.isString() && (key.style() != ScalarNode.Style.PLAIN || !GoTimestamps.matches(key.text())));
    }

    /** Whether a key below the top of a document is a string to kustomize where it stands without quotes. */
    public boolean isPlainKey(String text) {
        return resolve(text, true).type() == ScalarNode.Type.STRING && !GoTimestamps.matches(text);
    }

    private static String keyNumber(String text) {
        String digits = text.replace("_", "");
        BigInteger integer = GoNumbers.integer(digits);
        if (integer != null) {
            return integer.toString();
        }
        Double number = GoNumbers.decimal(digits);
        if (number == null) {
            return text;
        }
        // keys keep the precision and the range of 32 bits only
        float narrowed = number.floatValue();
        return Float.isInfinite(narrowed)
                ? narrowed < 0 ? "-.inf" : ".inf"
                : GoNumbers.yaml(Double.parseDouble(Float.toString(narrowed)));
    }

    /** Whether a boolean scalar means true. */
    public static boolean isTrue(String text) {
        return TRUE.contains(text) || OLD_TRUE.contains(text);
    }

    public static boolean isFinite(String text) {
        return !NOT_FINITE.contains(text);
    }

    /** Whether a word is a boolean in YAML 1.1 though kustomize reads it as a string. */
    static boolean isOldBoolean(String text) {
        return OLD_TRUE.contains(text) || OLD_FALSE.contains(text);
    }

    private Resolution resolve(String text, boolean dates) {
        char first = text.isEmpty() ? '~' : text.charAt(0);
        if (first == '.') {
            return new Resolution(
                    NOT_FINITE.contains(text) || GoNumbers.decimal(text) != null
                            ? ScalarNode.Type.FLOAT
                            : ScalarNode.Type.STRING,
                    text);
        }
        if (first == '+' || first == '-' || (first >= '0' && first <= '9')) {
            return number(text, dates);
        }
        return new Resolution(word(text), text);
    }

    private ScalarNode.Type word(String text) {
        if (NULLS.contains(text)) {
            return ScalarNode.Type.NULL;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return ScalarNode.Type.BOOLEAN;
        }
        return dialect == YamlDialect.KUBERNETES && isOldBoolean(text)
                ? ScalarNode.Type.BOOLEAN
                : ScalarNode.Type.STRING;
    }

    private Resolution number(String text, boolean dates) {
        if (dates) {
            Resolution timestamp = timestamp(text);
            if (timestamp != null) {
                return timestamp;
            }
        }
        String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
        // go-yaml v2 does not look behind the prefix of an octal number a second time
        boolean oddOctal = digits.startsWith("0o-") || digits.startsWith("0o+");
        if (GoNumbers.integer(digits) != null && !(oddOctal && dialect == YamlDialect.KUBERNETES)) {
            return new Resolution(ScalarNode.Type.INTEGER, text);
        }
        boolean isFloat = NOT_FINITE.contains(text) || GoNumbers.decimal(digits) != null;
        return new Resolution(isFloat ? ScalarNode.Type.FLOAT : ScalarNode.Type.STRING, text);
    }

    private @Nullable Resolution timestamp(String text) {
        String timestamp = GoTimestamps.rfc3339(text);
        if (timestamp == null) {
            return null;
        }
        return new Resolution(ScalarNode.Type.STRING, dialect == YamlDialect.KUSTOMIZE ? timestamp : text);
    }

    private static @Nullable Resolution only(ScalarNode.Type type, Resolution resolution) {
        return resolution.type() == type ? resolution : null;
    }

    private static @Nullable Resolution floating(Resolution resolution) {
        return switch (resolution.type()) {
            case FLOAT -> resolution;
            case INTEGER -> new Resolution(ScalarNode.Type.FLOAT, resolution.text());
            default -> null;
        };
    }

    private static @Nullable Resolution binary(String text) {
        try {
            byte[] content = Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
            return new Resolution(
                    ScalarNode.Type.STRING,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
