package io.github.ksailbot.delivery.diagnosis;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what controllers say fit on a line. */
final class Wording {
    /** Code points of a row's message. */
    static final int LONGEST = 100;

    private static final Pattern LIST = Pattern.compile("\\[([^\\[\\]]*,[^\\[\\]]*)\\]");
    private static final Pattern FRACTION = Pattern.compile("\\b((?:\\d+h)?(?:\\d+m)?)(\\d+)\\.\\d+s\\b");
    private static final Pattern SMALL = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?:ms|µs|us|ns)\\b");
    private static final Pattern ZERO_SECONDS = Pattern.compile("\\b((?:\\d+h)?\\d+m)0s\\b");

    private Wording() {}

    static String brief(String message) {
        String text = message.strip().replaceAll("\\s+", " ");
        text = LIST.matcher(text).replaceAll(list -> list.group(1).split(",", -1).length + " resources");
        text = FRACTION.matcher(text).replaceAll("$1$2s");
        text = SMALL.matcher(text).replaceAll("0s");
        text = ZERO_SECONDS.matcher(text).replaceAll("$1");
        return cut(text, LONGEST);
    }

    static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** {@code 45s}, {@code 3m}, {@code 1h30m}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + "m";
        }
        return minutes / 60 + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
    }

    /** The first group of the first match; empty without one. */
    static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
