package io.github.ksailbot.outside.fetch.chart;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of a chart somebody wants, as Helm and Flux read it: {@code 1.2.x}, {@code ^1.2}, {@code ~1.2.3},
 * {@code >=1.2 <2}, {@code 1.2 - 1.4}, {@code 1.x || 3.x}. A pre-release is wanted only by a range that names one.
 *
 * @see <a href="https://github.com/Masterminds/semver#checking-version-constraints">constraints of Masterminds' semver</a>
 */
final class VersionRange {
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final String PART = "v?(\\d{1,20}|[xX*])(?:\\.(\\d{1,20}|[xX*]))?(?:\\.(\\d{1,20}|[xX*]))?"
            + "((?:-[0-9A-Za-z.-]{1,200})?)(?:\\+[0-9A-Za-z.-]{1,200})?";
    private static final Pattern TERM =
            Pattern.compile("\\s*(=|==|!=|<=|=<|>=|=>|<|>|~>|~|\\^)?\\s*" + PART + "\\s*,?\\s*");
    private static final Pattern HYPHEN = Pattern.compile("\\s*(\\S+)\\s+-\\s+(\\S+)\\s*");

    /** One condition. */
    private interface Term {
        boolean takes(Version version);
    }

    private final List<List<Term>> choices;

    private VersionRange(List<List<Term>> choices) {
        this.choices = choices;
    }

    /** Empty for what is no range; no text at all takes each release. */
    static Optional<VersionRange> parse(String text) {
        List<List<Term>> choices = new ArrayList<>();
        for (String choice : (text.isBlank() ? "*" : text).split("\\|\\|", -1)) {
            Matcher hyphen = HYPHEN.matcher(choice);
            String written = hyphen.matches() ? ">=" + hyphen.group(1) + " <=" + hyphen.group(2) : choice;
            List<Term> terms = terms(written);
            if (terms.isEmpty()) {
                return Optional.empty();
            }
            choices.add(terms);
        }
        return Optional.of(new VersionRange(choices));
    }

    /** The newest of the versions that are wanted. */
    Optional<Version> newest(Collection<Version> versions) {
        return versions.stream().filter(this::takes).max(Comparator.naturalOrder());
    }

    boolean takes(Version version) {
        return choices.stream().anyMatch(terms -> terms.stream().allMatch(term -> term.takes(version)));
    }

    private static List<Term> terms(String text) {
        List<Term> terms = new ArrayList<>();
        Matcher next = TERM.matcher(text);
        int at = 0;
        while (at < text.length()) {
            next.region(at, text.length());
            if (!next.lookingAt() || next.end() == at) {
                return List.of();
            }
            terms.add(term(next));
            at = next.end();
        }
        return terms;
    }

    private static Term term(Matcher written) {
        String operator = written.group(1) == null ? "" : written.group(1);
        boolean anyMajor = isAny(written.group(2));
        boolean anyMinor = anyMajor || isAny(written.group(3));
        boolean anyPatch = anyMinor || isAny(written.group(4));
        String pre = written.group(5);
        Version low = Version.parse((anyMajor ? "0" : written.group(2)) + "." + (anyMinor ? "0" : written.group(3))
                        + "." + (anyPatch ? "0" : written.group(4)) + (anyPatch ? "" : pre))
                .orElseThrow();
        // The first release that is not meant by a version whose end is left open.
        Version behind = anyMajor
                ? low
                : anyMinor
                        ? low.with(low.major().add(ONE), ZERO, ZERO)
                        : low.with(low.major(), low.minor().add(ONE), ZERO);
        Term compared = compared(operator, low, behind, anyMajor, anyMinor, anyPatch);
        boolean wantsPre = !pre.isEmpty();
        return version -> (!version.isPreRelease() || wantsPre) && compared.takes(version);
    }

    private static Term compared(
            String operator, Version low, Version behind, boolean anyMajor, boolean anyMinor, boolean anyPatch) {
        return switch (operator) {
            case "!=" -> version -> anyPatch ? !isBetween(version, low, behind, anyMajor) : version.compareTo(low) != 0;
            case "<" -> version -> version.compareTo(low) < 0;
            case ">=", "=>" -> version -> version.compareTo(low) >= 0;
            case "<=", "=<" ->
                version -> anyMajor || (anyPatch ? version.compareTo(behind) < 0 : version.compareTo(low) <= 0);
            case ">" -> version -> anyPatch ? !anyMajor && version.compareTo(behind) >= 0 : version.compareTo(low) > 0;
            case "~", "~>" -> version -> isBetween(version, low, behind, anyMajor);
            case "^" -> version -> isBetween(version, low, caret(low, behind, anyMinor, anyPatch), anyMajor);
            default -> version -> anyPatch ? isBetween(version, low, behind, anyMajor) : version.compareTo(low) == 0;
        };
    }

    /** Up to the next change of the first number that is not zero. */
    private static Version caret(Version low, Version behind, boolean anyMinor, boolean anyPatch) {
        if (low.major().signum() > 0 || anyMinor) {
            return low.with(low.major().add(ONE), ZERO, ZERO);
        }
        return low.minor().signum() > 0 || anyPatch
                ? behind
                : low.with(ZERO, ZERO, low.patch().add(ONE));
    }

    private static boolean isBetween(Version version, Version low, Version behind, boolean isOpen) {
        return version.compareTo(low) >= 0 && (isOpen || version.compareTo(behind) < 0);
    }

    private static boolean isAny(String part) {
        return part == null || part.equals("x") || part.equals("X") || part.equals("*");
    }
}
