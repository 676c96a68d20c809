package io.github.ksailbot.workflow;

import java.util.regex.Pattern;

/**
 * @param value 40 lower-case hexadecimal digits
 */
public record CommitId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}");

    public CommitId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a commit id: " + value);
        }
    }

    /** The first seven digits, for people. */
    public String abbreviated() {
        return value.substring(0, 7);
    }

    @Override
    public String toString() {
        return value;
    }
}
