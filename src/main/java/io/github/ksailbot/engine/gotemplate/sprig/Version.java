package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version, read with the leniency of Masterminds' library: a {@code v}, and parts that are not there. */
record Version(long major, long minor, long patch, String prerelease, String metadata) implements Comparable<Version> {
    private static final Pattern SHAPE = Pattern.compile(
            "v?(\\d{1,18})(?:\\.(\\d{1,18}))?(?:\\.(\\d{1,18}))?(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?");

    static Version parse(String text) throws GoTemplateException {
        Matcher matcher = SHAPE.matcher(text);
        if (text.length() > 256 || !matcher.matches()) {
            throw new GoTemplateException("invalid semantic version");
        }
        return new Version(
                number(matcher.group(1)),
                number(matcher.group(2)),
                number(matcher.group(3)),
                text(matcher.group(4)),
                text(matcher.group(5)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        if (order != 0 || prerelease.equals(other.prerelease)) {
            return order;
        }
        if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
            return prerelease.isEmpty() ? 1 : -1;
        }
        String[] mine = prerelease.split("\\.", -1);
        String[] theirs = other.prerelease.split("\\.", -1);
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            int part = parts(mine[i], theirs[i]);
            if (part != 0) {
                return part;
            }
        }
        return Integer.compare(mine.length, theirs.length);
    }

    private static int parts(String mine, String theirs) {
        boolean number = mine.matches("\\d+");
        boolean otherNumber = theirs.matches("\\d+");
        if (number && otherNumber) {
            return new BigInteger(mine).compareTo(new BigInteger(theirs));
        }
        return number != otherNumber ? (number ? -1 : 1) : mine.compareTo(theirs);
    }
}
