package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Origin;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A scalar as it was written and as Kubernetes understands it.
 *
 * @param text the content after YAML unescaping and folding
 * @param style how it was written
 * @param type what Kubernetes' YAML reader makes of it (YAML 1.1 words and numbers, not YAML 1.2's)
 * @param origin where
 * @param indent for a literal block as it stands in its file: the columns before its content, which begins on the line
 *     after the origin's; {@value #NO_INDENT} for everything else
 */
public record ScalarNode(String text, Style style, Type type, Origin origin, int indent) implements Node {
    /** Lines of the text have no lines of a file that are theirs. */
    public static final int NO_INDENT = -1;

    /** How a scalar was written. */
    public enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** What a scalar is. */
    public enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    public ScalarNode(String text, Style style, Type type, Origin origin) {
        this(text, style, type, origin, NO_INDENT);
    }

    /** A string that the engine wrote itself; the emitter chooses its quoting. */
    public static ScalarNode string(String text, Origin origin) {
        return new ScalarNode(text, Style.PLAIN, Type.STRING, origin);
    }

    public boolean isNull() {
        return type == Type.NULL;
    }

    /**
     * Whether nothing was written here in braces or brackets, as in {@code {a: }}. It is null as long as kustomize holds it, which
     * then writes it with quotes, so that an empty text is printed.
     */
    public boolean isQuotedNull() {
        return isNull() && style == Style.SINGLE_QUOTED;
    }

    public boolean isString() {
        return type == Type.STRING;
    }

    /** The value of an integer: at most 64 bits, signed or not. Null when the type is another. */
    public @Nullable BigInteger integerValue() {
        return type == Type.INTEGER ? GoNumbers.integer(text.replace("_", "")) : null;
    }

    /** The value of an integer or float; null when the type is another, or the number is not finite. */
    public @Nullable Double numberValue() {
        if (type != Type.INTEGER && type != Type.FLOAT) {
            return null;
        }
        String digits = text.replace("_", "");
        BigInteger integer = GoNumbers.integer(digits);
        return integer == null ? GoNumbers.decimal(digits) : (Double) integer.doubleValue();
    }

    /** The value of a boolean; null when the type is another. */
    public @Nullable Boolean booleanValue() {
        return type == Type.BOOLEAN ? (Boolean) ScalarResolver.isTrue(text) : null;
    }

    @Override
    public ScalarNode withOrigin(Origin newOrigin) {
        boolean samePlace = newOrigin.place().equals(origin.place());
        return new ScalarNode(text, style, type, newOrigin, samePlace ? indent : NO_INDENT);
    }
}
