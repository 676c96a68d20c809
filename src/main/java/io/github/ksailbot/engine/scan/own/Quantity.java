package io.github.ksailbot.engine.scan.own;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount as Kubernetes writes it: {@code 500m}, {@code 1.5Gi}, {@code 2e3}.
 *
 * @param amount its value
 */
record Quantity(BigDecimal amount) implements Comparable<Quantity> {
    private static final Pattern SHAPE = Pattern.compile(
            "([+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40}))(?:[eE]([+-]?[0-9]{1,3})|([a-zA-Z]{0,2}))");
    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", ten(-9)),
            Map.entry("u", ten(-6)),
            Map.entry("m", ten(-3)),
            Map.entry("k", ten(3)),
            Map.entry("M", ten(6)),
            Map.entry("G", ten(9)),
            Map.entry("T", ten(12)),
            Map.entry("P", ten(15)),
            Map.entry("E", ten(18)),
            Map.entry("Ki", two(10)),
            Map.entry("Mi", two(20)),
            Map.entry("Gi", two(30)),
            Map.entry("Ti", two(40)),
            Map.entry("Pi", two(50)),
            Map.entry("Ei", two(60)));

    /**
     * @param value a text, or a number, which YAML lets people write for one
     * @throws IllegalArgumentException if it is none
     */
    static Quantity of(Object value) {
        String text =
                value instanceof Long || value instanceof Double || value instanceof String ? value.toString() : "";
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is no quantity");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (matcher.group(2) != null) {
            return new Quantity(number.scaleByPowerOfTen(Integer.parseInt(matcher.group(2))));
        }
        BigDecimal factor = FACTORS.get(matcher.group(3));
        if (factor == null) {
            throw new IllegalArgumentException("it is no quantity");
        }
        return new Quantity(number.multiply(factor));
    }

    static boolean isQuantity(Object value) {
        try {
            return of(value).amount().precision() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Quantity plus(Quantity other) {
        return new Quantity(amount.add(other.amount));
    }

    Quantity minus(Quantity other) {
        return new Quantity(amount.subtract(other.amount));
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    private static BigDecimal ten(int power) {
        return BigDecimal.ONE.scaleByPowerOfTen(power);
    }

    private static BigDecimal two(int power) {
        return BigDecimal.valueOf(2).pow(power);
    }
}
