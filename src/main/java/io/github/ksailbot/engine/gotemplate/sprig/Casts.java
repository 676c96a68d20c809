package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.GoPrinter;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Int64;
import io.github.ksailbot.engine.gotemplate.Meter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any value as a number or a text; what cannot be one is 0. */
final class Casts {
    private static final int MAX_DIGITS = 70;

    private Casts() {}

    static long integer(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        } else if (value instanceof Int64 number) {
            return number.value();
        } else if (value instanceof Double number) {
            return number.longValue();
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        } else if (value instanceof String text) {
            return integer(text);
        }
        return 0;
    }

    /** Decimal, or with a prefix; a fraction of zeros counts for nothing. */
    private static long integer(String text) {
        String digits = text.replaceFirst("\\.0*$", "");
        boolean negative = digits.startsWith("-");
        String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        int radix = 10;
        if (unsigned.length() > 1 && unsigned.charAt(0) == '0') {
            char letter = Character.toLowerCase(unsigned.charAt(1));
            radix = letter == 'x' ? 16 : letter == 'b' ? 2 : 8;
            unsigned = unsigned.substring(letter == 'x' || letter == 'b' || letter == 'o' ? 2 : 1);
        }
        try {
            BigInteger value = unsigned.length() > MAX_DIGITS ? BigInteger.ZERO : new BigInteger(unsigned, radix);
            return value.bitLength() > 63 || unsigned.startsWith("-")
                    ? 0
                    : (negative ? value.negate() : value).longValue();
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static double decimal(@Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        } else if (value instanceof String text) {
            try {
                return text.length() > MAX_DIGITS ? 0 : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
        return integer(value);
    }

    static String text(@Nullable Object value, Meter meter) throws GoTemplateException {
        return GoPrinter.print(value, meter);
    }

    /** A list's items that are not nothing, or the value itself, as texts. */
    static List<@Nullable Object> texts(@Nullable Object value, Meter meter) throws GoTemplateException {
        List<@Nullable Object> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item != null) {
                    texts.add(text(item, meter));
                }
            }
        } else if (value != null) {
            texts.add(text(value, meter));
        }
        return texts;
    }
}
