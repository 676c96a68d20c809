package io.github.ksailbot.engine.manifest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The four timestamp layouts of go-yaml, and how Go's JSON writes a time. */
public final class GoTimestamps {
    private static final Pattern LAYOUT = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:(?<mark>[Tt]| +)(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d+))?(?<zone>Z|[+-]\\d{2}:\\d{2})?)?");
    private static final int NANO_DIGITS = 9;

    private GoTimestamps() {}

    public static boolean matches(String text) {
        return rfc3339(text) != null;
    }

    /** The text in the form of RFC 3339; null when go-yaml sees no timestamp in it. */
    static @Nullable String rfc3339(String text) {
        if (text.length() < 8 || text.charAt(4) != '-') {
            return null;
        }
        Matcher match = LAYOUT.matcher(text);
        if (!match.matches() || !isDate(number(match, 1), number(match, 2), number(match, 3))) {
            return null;
        }
        String date = match.group(1) + "-" + two(match, 2) + "-" + two(match, 3) + "T";
        String mark = match.group("mark");
        if (mark == null) {
            return date + "00:00:00Z";
        }
        String zone = match.group("zone");
        // with a space there is no zone, with a T there must be one
        if (mark.startsWith(" ") != (zone == null) || !isTime(match) || (zone != null && !isZone(zone))) {
            return null;
        }
        String time = two(match, 5) + ":" + two(match, 6) + ":" + two(match, 7);
        return date + time + fraction(match.group(8)) + (zone == null || zone.endsWith("00:00") ? "Z" : zone);
    }

    private static boolean isDate(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(Matcher match) {
        return number(match, 5) < 24 && number(match, 6) < 60 && number(match, 7) < 60;
    }

    private static boolean isZone(String zone) {
        return zone.equals("Z")
                || (Integer.parseInt(zone.substring(1, 3)) <= 24 && Integer.parseInt(zone.substring(4)) < 60);
    }

    private static String fraction(@Nullable String digits) {
        if (digits == null) {
            return "";
        }
        String nanos = digits.length() > NANO_DIGITS ? digits.substring(0, NANO_DIGITS) : digits;
        int end = nanos.length();
        while (end > 0 && nanos.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? "" : "." + nanos.substring(0, end);
    }

    /** A file can have a million of them: no formatter. */
    private static String two(Matcher match, int group) {
        String digits = match.group(group);
        return digits.length() == 1 ? "0" + digits : digits;
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
