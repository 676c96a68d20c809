package io.github.ksailbot.engine.environment;

import java.util.regex.Pattern;

/**
 * What people call an environment.
 *
 * @param value a DNS label that starts with a letter, at most 63 characters
 */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /** For messages: "must be …". */
    public static final String DESCRIPTION =
            "lower-case letters, digits and hyphens, starting with a letter, not ending in a hyphen, at most 63"
                    + " characters";

    /** The one environment of a repository that has no ksail file. */
    public static final EnvironmentName DEFAULT = new EnvironmentName("default");

    public EnvironmentName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an environment name: " + value);
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(EnvironmentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
