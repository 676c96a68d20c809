package io.github.ksailbot.outside.fetch.chart;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a chart, as Helm and Flux read and compare them.
 *
 * @param text as written
 * @param pre identifiers of a pre-release; empty for a release
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
record Version(String text, BigInteger major, BigInteger minor, BigInteger patch, List<String> pre)
        implements Comparable<Version> {
    private static final Pattern SHAPE = Pattern.compile(
            "v?(\\d{1,20})(?:\\.(\\d{1,20}))?(?:\\.(\\d{1,20}))?(?:-([0-9A-Za-z.-]{1,200}))?(?:\\+[0-9A-Za-z.-]{1,200})?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Empty for what is no version. */
    static Optional<Version> parse(String text) {
        Matcher parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String pre = parts.group(4);
        return Optional.of(new Version(
                text.strip(),
                number(parts.group(1)),
                number(parts.group(2)),
                number(parts.group(3)),
                pre == null ? List.of() : List.of(pre.split("\\.", -1))));
    }

    private static BigInteger number(String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    /** The release before which all its pre-releases are. */
    Version with(BigInteger newMajor, BigInteger newMinor, BigInteger newPatch) {
        return new Version("", newMajor, newMinor, newPatch, List.of());
    }

    boolean isPreRelease() {
        return !pre.isEmpty();
    }

    boolean isSameRelease(Version other) {
        return major.equals(other.major) && minor.equals(other.minor) && patch.equals(other.patch);
    }

    /** By precedence; what is behind a {@code +} does not count. */
    @Override
    public int compareTo(Version other) {
        int order = major.compareTo(other.major);
        order = order != 0 ? order : minor.compareTo(other.minor);
        order = order != 0 ? order : patch.compareTo(other.patch);
        if (order != 0 || (pre.isEmpty() && other.pre.isEmpty())) {
            return order;
        }
        if (pre.isEmpty() || other.pre.isEmpty()) {
            return pre.isEmpty() ? 1 : -1;
        }
        for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
            order = compare(pre.get(i), other.pre.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pre.size(), other.pre.size());
    }

    private static int compare(String one, String other) {
        boolean oneIsNumber = NUMBER.matcher(one).matches();
        boolean otherIsNumber = NUMBER.matcher(other).matches();
        if (oneIsNumber && otherIsNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return oneIsNumber != otherIsNumber ? (oneIsNumber ? -1 : 1) : one.compareTo(other);
    }
}
