package io.github.ksailbot.engine.manifest;

import java.math.BigInteger;

/** Integers as a JSON reader has them that knows floating-point numbers of 64 bits only. */
public final class DoublePrecision {
    /** Up to here, each integer is such a number. */
    private static final int EXACT_BITS = 53;

    private DoublePrecision() {}

    /** The nearest number; the same node where that is the value itself, or where it is no integer. */
    public static ScalarNode of(ScalarNode scalar) {
        BigInteger integer = scalar.type() == ScalarNode.Type.INTEGER ? scalar.integerValue() : null;
        if (integer == null || integer.bitLength() <= EXACT_BITS) {
            return scalar;
        }
        String text = GoNumbers.json(integer.doubleValue());
        if (text.equals(integer.toString())) {
            return scalar;
        }
        ScalarNode.Type type = GoNumbers.integer(text) == null ? ScalarNode.Type.FLOAT : ScalarNode.Type.INTEGER;
        return new ScalarNode(text, scalar.style(), type, scalar.origin());
    }
}
