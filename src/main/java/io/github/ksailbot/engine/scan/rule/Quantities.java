package io.github.ksailbot.engine.scan.rule;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts of CPU and memory as Kubernetes writes them: {@code 500m}, {@code 2}, {@code 1.5Gi}, {@code 4k}. */
public final class Quantities {
    private static final Map<String, BigDecimal> SUFFIXES = suffixes();

    /** Longer ones are no amounts of anything, and a huge exponent would be written out in full. */
    private static final int MAX_LENGTH = 40;

    private static final int MAX_EXPONENT = 60;

    private Quantities() {}

    /** The amount in whole units (cores, bytes); null for what is no amount. */
    public static @Nullable BigDecimal parse(@Nullable Object quantity) {
        if (quantity instanceof Long || quantity instanceof Double) {
            return decimal(quantity.toString());
        }
        if (!(quantity instanceof String text) || text.length() > MAX_LENGTH) {
            return null;
        }
        for (Map.Entry<String, BigDecimal> suffix : SUFFIXES.entrySet()) {
            if (text.endsWith(suffix.getKey())) {
                BigDecimal number = decimal(
                        text.substring(0, text.length() - suffix.getKey().length()));
                return number == null ? null : number.multiply(suffix.getValue());
            }
        }
        return decimal(text);
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Two letters before one, so that {@code Ki} is not taken for an {@code i}. */
    private static Map<String, BigDecimal> suffixes() {
        Map<String, BigDecimal> suffixes = new LinkedHashMap<>();
        String powers = "KMGTPE";
        for (int i = 0; i < powers.length(); i++) {
            suffixes.put(powers.charAt(i) + "i", BigDecimal.valueOf(1024).pow(i + 1));
        }
        suffixes.put("k", BigDecimal.valueOf(1000));
        for (int i = 0; i < powers.length(); i++) {
            suffixes.put(powers.substring(i, i + 1), BigDecimal.valueOf(1000).pow(i + 1));
        }
        suffixes.put("m", BigDecimal.ONE.movePointLeft(3));
        suffixes.put("u", BigDecimal.ONE.movePointLeft(6));
        suffixes.put("n", BigDecimal.ONE.movePointLeft(9));
        return suffixes;
    }
}
