package io.github.ksailbot.engine.finding;

import java.util.regex.Pattern;

/**
 * Stable name of the rule behind a finding, such as {@code schema/unknown-field}: users put it in skip lists and
 * search for it, so it never changes once released.
 *
 * @param value {@code area/kebab-case}
 */
public record RuleId(String value) implements Comparable<RuleId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*");

    public RuleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a rule id (area/kebab-case): " + value);
        }
    }

    public static RuleId of(String value) {
        return new RuleId(value);
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
