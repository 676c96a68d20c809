package io.github.ksailbot.engine.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes numbers as Go's {@code strconv} does on behalf of go-yaml and Go's JSON encoder. */
public final class GoNumbers {
    private static final BigInteger INT64_MIN = BigInteger.ONE.shiftLeft(63).negate();
    private static final BigInteger INT64_MAX = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);
    private static final BigInteger UINT64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    /** No integer of 64 bits has more digits in any base; longer text is not worth a conversion. */
    private static final int MAX_DIGITS = 64;

    /** Nobody writes longer numbers, and converting millions of digits takes seconds. */
    private static final int MAX_DECIMAL_LENGTH = 2000;

    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    /** So many decimal digits tell all numbers of 64 bits apart. */
    private static final int MAX_PRECISION = 17;

    private GoNumbers() {}

    /**
     * A signed or unsigned integer of 64 bits: decimal, {@code 0x}, {@code 0b}, {@code 0o} or octal by a leading zero.
     *
     * @param text without underscores
     * @return null when it is none
     */
    static @Nullable BigInteger integer(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String unsigned = signed ? text.substring(1) : text;
        if (unsigned.isEmpty()) {
            return null;
        }
        int base = base(unsigned);
        String digits = unsigned.substring(base == 10 ? 0 : base == 8 && !hasLetter(unsigned) ? 1 : 2);
        // go-yaml reads binary and octal a second time, behind the prefix, and takes a sign there
        if ((base == 2 || base == 8) && !signed && (digits.startsWith("-") || digits.startsWith("+"))) {
            return hasLowerLetter(unsigned) && digits.length() > 1
                    ? inRange(digits.substring(1), base, digits.charAt(0) == '-', true)
                    : null;
        }
        return inRange(digits, base, text.startsWith("-"), signed);
    }

    /**
     * A finite number in decimal notation.
     *
     * @param text without underscores
     * @return null when it is none, or too large for 64 bits
     */
    static @Nullable Double decimal(String text) {
        if (text.length() > MAX_DECIMAL_LENGTH || !FLOAT.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    private static int base(String unsigned) {
        if (unsigned.charAt(0) != '0') {
            return 10;
        }
        if (unsigned.length() >= 3) {
            switch (unsigned.charAt(1)) {
                case 'x', 'X' -> {
                    return 16;
                }
                case 'b', 'B' -> {
                    return 2;
                }
                default -> {}
            }
        }
        return 8;
    }

    private static boolean hasLetter(String unsigned) {
        return unsigned.length() >= 3 && (unsigned.charAt(1) == 'o' || unsigned.charAt(1) == 'O');
    }

    private static boolean hasLowerLetter(String unsigned) {
        return unsigned.charAt(1) == 'o' || unsigned.charAt(1) == 'b';
    }

    private static @Nullable BigInteger inRange(String digits, int base, boolean negative, boolean signed) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        if (digits.length() - from > MAX_DIGITS) {
            return null;
        }
        for (int i = from; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit > 'f' || Character.digit(digit, base) < 0) {
                return null;
            }
        }
        BigInteger magnitude = from == digits.length() ? BigInteger.ZERO : new BigInteger(digits.substring(from), base);
        BigInteger value = negative ? magnitude.negate() : magnitude;
        boolean fits = value.compareTo(INT64_MIN) >= 0 && value.compareTo(signed ? INT64_MAX : UINT64_MAX) <= 0;
        return fits ? value : null;
    }

    /**
     * A number as Go's JSON encoder writes it: the shortest digits that read back as the same 64 bits, with an exponent
     * below 1e-6 and from 1e21 on.
     */
    public static String json(double value) {
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
            String scientific = scientific(value);
            // the encoder takes the zero out of e-07, but not out of e+07, which it never writes
            return scientific.replaceFirst("e-0(\\d)$", "e-$1");
        }
        return plain(value);
    }

    /** A number as go-yaml and Go's {@code %v} write it: with an exponent below 1e-4 and from 1e6 on. */
    public static String yaml(double value) {
        int exponent = exponent(value);
        return exponent < -4 || exponent >= 6 ? scientific(value) : plain(value);
    }

    private static String plain(double value) {
        BigDecimal digits = shortest(value);
        String text = digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
        return digits.signum() == 0 && 1 / value < 0 ? "-0" : text;
    }

    private static String scientific(double value) {
        BigDecimal digits = shortest(value).stripTrailingZeros();
        String unscaled = digits.unscaledValue().abs().toString();
        int exponent = exponent(value);
        return (value < 0 ? "-" : "")
                + unscaled.charAt(0)
                + (unscaled.length() > 1 ? "." + unscaled.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static int exponent(double value) {
        BigDecimal digits = shortest(value);
        return digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    }

    /** {@link Double#toString} has a digit too many for some numbers before Java 19. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < MAX_PRECISION; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MAX_PRECISION, RoundingMode.HALF_EVEN));
    }
}
