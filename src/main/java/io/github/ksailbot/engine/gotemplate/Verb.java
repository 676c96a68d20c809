package io.github.ksailbot.engine.gotemplate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One verb of a format. */
final class Verb {
    private Verb() {}

    static String format(int verb, @Nullable Object value, Format.Flags flags, Meter meter) throws GoTemplateException {
        if (verb == 'T') {
            return pad(GoValues.type(value), flags, false);
        }
        if (value == null) {
            return verb == 'v' ? pad("<nil>", flags, false) : "%!" + Character.toString(verb) + "(<nil>)";
        }
        String text = null;
        boolean number = false;
        if (value instanceof String string) {
            text = string(verb, string, flags);
        } else if (Int64.widened(value) instanceof Long integer) {
            text = integer(verb, integer, flags);
            number = true;
        } else if (value instanceof Double decimal) {
            text = decimal(verb, decimal, flags);
            number = true;
        } else if (value instanceof Boolean truth) {
            text = verb == 'v' || verb == 't' ? truth.toString() : null;
        } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return verb == 'v' ? pad(GoPrinter.print(value, meter), flags, false) : each(verb, value, flags, meter);
        }
        if (text == null) {
            return "%!" + Character.toString(verb) + "(" + GoValues.type(value) + "=" + GoPrinter.print(value, meter)
                    + ")";
        }
        return pad(text, flags, number);
    }

    private static String each(int verb, Object value, Format.Flags flags, Meter meter) throws GoTemplateException {
        StringBuilder out = new StringBuilder();
        if (value instanceof List<?> list) {
            out.append('[');
            for (Object item : list) {
                out.append(out.length() > 1 ? " " : "").append(format(verb, item, flags, meter));
                meter.claim(out.length());
            }
        } else if (value instanceof Map<?, ?> map) {
            out.append("map[");
            for (String key : GoValues.keys(map)) {
                out.append(out.length() > 4 ? " " : "")
                        .append(format(verb, key, flags, meter))
                        .append(':')
                        .append(format(verb, map.get(key), flags, meter));
                meter.claim(out.length());
            }
        }
        return out.append(']').toString();
    }

    private static @Nullable String string(int verb, String text, Format.Flags flags) {
        String cut = flags.precision() >= 0 && flags.precision() < text.codePointCount(0, text.length())
                ? text.substring(0, text.offsetByCodePoints(0, flags.precision()))
                : text;
        return switch (verb) {
            case 'v' -> flags.sharp() ? Quotes.quote(text) : cut;
            case 's' -> cut;
            case 'q' -> flags.sharp() && !cut.contains("`") ? "`" + cut + "`" : Quotes.quote(cut);
            case 'x' -> HexFormat.of().formatHex(cut.getBytes(StandardCharsets.UTF_8));
            case 'X' -> HexFormat.of().withUpperCase().formatHex(cut.getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private static @Nullable String integer(int verb, long number, Format.Flags flags) {
        String digits =
                switch (verb) {
                    case 'v', 'd' -> Long.toString(Math.abs(number));
                    case 'b' -> (flags.sharp() ? "0b" : "") + Long.toBinaryString(Math.abs(number));
                    case 'o' -> (flags.sharp() ? "0" : "") + Long.toOctalString(Math.abs(number));
                    case 'O' -> "0o" + Long.toOctalString(Math.abs(number));
                    case 'x' -> (flags.sharp() ? "0x" : "") + Long.toHexString(Math.abs(number));
                    case 'X' ->
                        (flags.sharp() ? "0X" : "")
                                + Long.toHexString(Math.abs(number)).toUpperCase(Locale.ROOT);
                    case 'c' -> Character.isValidCodePoint((int) number) ? Character.toString((int) number) : "\uFFFD";
                    case 'q' ->
                        "'" + (Character.isValidCodePoint((int) number) ? Character.toString((int) number) : "\uFFFD")
                                + "'";
                    case 'U' -> String.format(Locale.ROOT, "U+%04X", number);
                    default -> "";
                };
        if (digits.isEmpty()) {
            return null;
        }
        if (verb == 'c' || verb == 'q' || verb == 'U') {
            return digits;
        }
        String padded = "0".repeat(Math.max(0, Math.min(1000, flags.precision()) - digits.length())) + digits;
        return sign(number < 0, flags) + padded;
    }

    private static String sign(boolean negative, Format.Flags flags) {
        if (negative) {
            return "-";
        }
        return flags.plus() ? "+" : flags.space() ? " " : "";
    }

    private static @Nullable String decimal(int verb, double number, Format.Flags flags) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return GoPrinter.print(number);
        }
        boolean negative = number < 0 || 1 / number < 0;
        BigDecimal exact = new BigDecimal(Math.abs(number));
        int precision = flags.precision() < 0 ? 6 : Math.min(1000, flags.precision());
        String digits =
                switch (verb) {
                    case 'f', 'F' ->
                        exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
                    case 'e' -> scientific(exact, precision);
                    case 'E' -> scientific(exact, precision).toUpperCase(Locale.ROOT);
                    case 'v', 'g', 'G' ->
                        flags.precision() < 0
                                ? GoPrinter.print(Math.abs(number))
                                : general(exact, Math.max(1, precision));
                    default -> "";
                };
        return digits.isEmpty() ? null : sign(negative, flags) + digits;
    }

    private static String scientific(BigDecimal exact, int precision) {
        BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String all = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        return all.charAt(0)
                + (precision > 0 ? "." + all.substring(1, precision + 1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String general(BigDecimal exact, int precision) {
        BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= precision) {
            String text = scientific(exact, precision - 1);
            int e = text.indexOf('e');
            String mantissa = text.substring(0, e);
            return (mantissa.contains(".") ? mantissa.replaceAll("\\.?0+$", "") : mantissa) + text.substring(e);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String pad(String text, Format.Flags flags, boolean number) {
        int missing = flags.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (flags.minus()) {
            return text + " ".repeat(missing);
        }
        if (flags.zero() && !text.isEmpty()) {
            boolean signed = number && "+- ".indexOf(text.charAt(0)) >= 0;
            return signed ? text.charAt(0) + "0".repeat(missing) + text.substring(1) : "0".repeat(missing) + text;
        }
        return " ".repeat(missing) + text;
    }
}
