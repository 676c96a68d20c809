package io.github.ksailbot.engine.flux.substitution;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What Flux does to the value of a variable. Lengths and places count bytes of UTF-8, as there. */
final class Operators {
    private Operators() {}

    /** @param value the empty text when the variable is not there */
    static String apply(String operator, String value, List<String> arguments) {
        return switch (operator) {
            case "," -> first(value, Character::toLowerCase);
            case ",," -> all(value, Character::toLowerCase);
            case "^" -> first(value, Character::toUpperCase);
            case "^^" -> all(value, Character::toUpperCase);
            case "#" ->
                arguments.isEmpty()
                        ? String.valueOf(bytes(value).length)
                        : withoutPrefix(value, arguments.get(0), false);
            case "##" -> withoutPrefix(value, arguments.get(0), true);
            case "%" -> withoutSuffix(value, arguments.get(0), false);
            case "%%" -> withoutSuffix(value, arguments.get(0), true);
            case ":" -> substring(value, arguments);
            case "/" -> replaceFirst(value, arguments.get(0), second(arguments));
            case "//" -> replaceAll(value, arguments.get(0), second(arguments));
            case "/#" -> replacePrefix(value, arguments);
            case "/%" -> replaceSuffix(value, arguments);
            default -> value.isEmpty() ? String.join("", arguments) : value;
        };
    }

    private static String second(List<String> arguments) {
        return arguments.size() < 2 ? "" : arguments.get(1);
    }

    private static String first(String value, IntUnaryOperator change) {
        if (value.isEmpty()) {
            return value;
        }
        int end = value.offsetByCodePoints(0, 1);
        return Character.toString(change.applyAsInt(value.codePointAt(0))) + value.substring(end);
    }

    private static String all(String value, IntUnaryOperator change) {
        return text(value.codePoints().map(change).toArray());
    }

    private static String substring(String value, List<String> arguments) {
        byte[] bytes = bytes(value);
        Integer position = number(arguments.get(0));
        if (position == null) {
            return value;
        }
        long start = position < 0 ? Math.max(0, (long) bytes.length + position) : position;
        long end = bytes.length;
        if (arguments.size() > 1) {
            Integer length = number(arguments.get(1));
            if (length == null) {
                return value;
            }
            end = length < 0 ? (long) bytes.length + length : Math.min(bytes.length, start + length);
        }
        return start >= end
                ? ""
                : new String(Arrays.copyOfRange(bytes, (int) start, (int) end), StandardCharsets.UTF_8);
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An empty pattern stands before every character, as in Go. */
    private static String replaceAll(String value, String pattern, String replacement) {
        return value.replace(pattern, replacement);
    }

    private static String replaceFirst(String value, String pattern, String replacement) {
        int at = value.indexOf(pattern);
        return at < 0 ? value : value.substring(0, at) + replacement + value.substring(at + pattern.length());
    }

    private static String replacePrefix(String value, List<String> arguments) {
        return arguments.size() == 2 && value.startsWith(arguments.get(0))
                ? arguments.get(1) + value.substring(arguments.get(0).length())
                : value;
    }

    private static String replaceSuffix(String value, List<String> arguments) {
        return arguments.size() == 2 && value.endsWith(arguments.get(0))
                ? value.substring(0, value.length() - arguments.get(0).length()) + arguments.get(1)
                : value;
    }

    private static String withoutPrefix(String value, String pattern, boolean longest) {
        int[] text = value.codePoints().toArray();
        Glob glob = Glob.parse(pattern.codePoints().toArray());
        int length = glob == null ? 0 : glob.prefix(text, longest);
        return length == 0 ? value : text(Arrays.copyOfRange(text, length, text.length));
    }

    /** Flux turns both around, so that brackets in the pattern of a suffix are broken there, too. */
    private static String withoutSuffix(String value, String pattern, boolean longest) {
        int[] text = reversed(value.codePoints().toArray());
        Glob glob = Glob.parse(reversed(pattern.codePoints().toArray()));
        int length = glob == null ? 0 : glob.prefix(text, longest);
        return length == 0 ? value : text(reversed(Arrays.copyOfRange(text, length, text.length)));
    }

    private static int[] reversed(int[] text) {
        int[] reversed = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            reversed[i] = text[text.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(int[] codePoints) {
        return new String(codePoints, 0, codePoints.length);
    }
}
