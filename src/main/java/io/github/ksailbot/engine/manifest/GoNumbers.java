package io.github.ksailbot.engine.manifest;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as Go's {@code strconv} does on behalf of go-yaml. */
final class GoNumbers {
    private static final BigInteger INT64_MIN = BigInteger.ONE.shiftLeft(63).negate();
    private static final BigInteger INT64_MAX = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);
    private static final BigInteger UINT64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    /** No integer of 64 bits has more digits in any base; longer text is not worth a conversion. */
    private static final int MAX_DIGITS = 64;

    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

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
            return hasLowerLetter(unsigned) ? inRange(digits.substring(1), base, digits.charAt(0) == '-', true) : null;
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
        if (!FLOAT.matcher(text).matches()) {
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
}
