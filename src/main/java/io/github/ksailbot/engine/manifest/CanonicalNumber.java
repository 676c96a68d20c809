package io.github.ksailbot.engine.manifest;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A number on its way from YAML through JSON back to YAML, as kustomize sends every manifest. */
public final class CanonicalNumber {
    private CanonicalNumber() {}

    /** As JSON; null when it is none or not finite. */
    static @Nullable String json(ScalarNode scalar) {
        BigInteger integer = scalar.integerValue();
        if (integer != null) {
            return integer.toString();
        }
        Double number = scalar.numberValue();
        return number == null ? null : GoNumbers.json(number);
    }

    /** As YAML: what JSON writes without fraction and exponent comes back as an integer. */
    public static @Nullable String yaml(ScalarNode scalar) {
        String json = json(scalar);
        if (json == null) {
            return null;
        }
        BigInteger integer = GoNumbers.integer(json);
        return integer != null ? integer.toString() : GoNumbers.yaml(Double.parseDouble(json));
    }
}
