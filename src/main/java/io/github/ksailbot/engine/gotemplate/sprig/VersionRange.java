package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a constraint takes: comparisons that all hold, in one of several groups.
 *
 * @see <a href="https://github.com/Masterminds/semver#checking-version-constraints">Masterminds/semver</a>
 */
record VersionRange(List<List<Comparison>> groups) {
    private static final String NUMBER = "(\\d{1,18}|[xX*])";
    private static final Pattern COMPARISON = Pattern.compile("\\s*(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^)?\\s*v?" + NUMBER
            + "(?:\\." + NUMBER + ")?(?:\\." + NUMBER + ")?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?\\s*,?");
    private static final Pattern HYPHEN = Pattern.compile("\\s*(\\S+)\\s+-\\s+(\\S+)\\s*");

    /** @param parts that are written as numbers: 0 to 3 */
    private record Comparison(String operator, Version version, int parts) {}

    static VersionRange parse(String text) throws GoTemplateException {
        if (text.length() > 1_000) {
            throw new GoTemplateException("improper constraint");
        }
        List<List<Comparison>> groups = new ArrayList<>();
        for (String group : text.split("\\|\\|", -1)) {
            Matcher hyphen = HYPHEN.matcher(group);
            groups.add(comparisons(hyphen.matches() ? ">=" + hyphen.group(1) + ", <=" + hyphen.group(2) : group, text));
        }
        return new VersionRange(groups);
    }

    private static List<Comparison> comparisons(String group, String text) throws GoTemplateException {
        List<Comparison> comparisons = new ArrayList<>();
        Matcher matcher = COMPARISON.matcher(group);
        int at = 0;
        while (at < group.length()) {
            if (!matcher.region(at, group.length()).lookingAt()) {
                throw new GoTemplateException("improper constraint: " + text);
            }
            int parts = 0;
            long[] numbers = new long[3];
            while (parts < 3 && isNumber(matcher.group(parts + 2))) {
                numbers[parts] = Long.parseLong(matcher.group(parts + 2));
                parts++;
            }
            String prerelease = matcher.group(5) == null ? "" : matcher.group(5);
            String operator = matcher.group(1) == null ? "" : matcher.group(1);
            comparisons.add(
                    new Comparison(operator, new Version(numbers[0], numbers[1], numbers[2], prerelease, ""), parts));
            at = matcher.end();
        }
        if (comparisons.isEmpty()) {
            throw new GoTemplateException("improper constraint: " + text);
        }
        return comparisons;
    }

    private static boolean isNumber(@Nullable String part) {
        return part != null && Character.isDigit(part.charAt(0));
    }

    boolean contains(Version version) {
        return groups.stream().anyMatch(group -> group.stream().allMatch(one -> holds(one, version)));
    }

    private static boolean holds(Comparison one, Version version) {
        Version bound = one.version();
        // a release is not asked for by a pre-release, unless one is named
        if (!version.prerelease().isEmpty() && bound.prerelease().isEmpty()) {
            return one.operator().equals("!=") && one.parts() == 3;
        }
        int order = version.compareTo(bound);
        return switch (one.operator()) {
            case "!=" -> one.parts() == 3 ? order != 0 : !(order >= 0 && below(version, bound, one.parts()));
            case ">" -> one.parts() == 3 ? order > 0 : order > 0 && !below(version, bound, one.parts());
            case ">=", "=>" -> order >= 0;
            case "<" -> order < 0;
            case "<=", "=<" -> one.parts() == 3 ? order <= 0 : order <= 0 || below(version, bound, one.parts());
            case "~", "~>" -> order >= 0 && below(version, bound, Math.min(2, one.parts()));
            case "^" -> order >= 0 && caret(version, bound, one.parts());
            default -> one.parts() == 3 ? order == 0 : order >= 0 && below(version, bound, one.parts());
        };
    }

    /** Whether the first parts are those of the bound. */
    private static boolean below(Version version, Version bound, int parts) {
        return (parts < 1 || version.major() == bound.major())
                && (parts < 2 || version.minor() == bound.minor())
                && (parts < 3 || version.patch() == bound.patch());
    }

    /** The first part that is not 0 stays. */
    private static boolean caret(Version version, Version bound, int parts) {
        if (bound.major() > 0 || parts <= 1) {
            return below(version, bound, Math.min(1, parts));
        }
        return (bound.minor() > 0 || parts == 2) ? below(version, bound, 2) : below(version, bound, 3);
    }
}
