package io.github.ksailbot.engine.kustomize.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression from a repository, in Go's syntax, that gives up instead of running away. What Go's engine does not
 * have (look-around, back references, possessive quantifiers) is refused as Go refuses it.
 */
public final class BoundedPattern {
    /** Longer expressions are not for names. */
    private static final int LONGEST_PATTERN = 1000;

    private static final int LONGEST_TEXT = 10_000;

    /** Characters that one match may look at: a plain expression looks at each a few times. */
    private static final int MAX_READS = 1_000_000;

    private static final Pattern NOT_IN_GO =
            Pattern.compile("\\(\\?(?:[=!>]|<[=!])|(?<!\\\\)(?:\\\\\\\\)*\\\\[1-9]|(?<!\\\\)[*+?}]\\+");

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param expression matched against whole texts
     * @throws RegexException when it is no regular expression of Go, or too long
     */
    public static BoundedPattern compile(String expression) throws RegexException {
        if (expression.length() > LONGEST_PATTERN) {
            throw new RegexException("it is longer than " + LONGEST_PATTERN + " characters");
        }
        if (NOT_IN_GO.matcher(expression).find()) {
            throw new RegexException("it uses look-around, a back reference or a possessive quantifier");
        }
        try {
            return new BoundedPattern(Pattern.compile(expression.replace("(?P<", "(?<")));
        } catch (PatternSyntaxException e) {
            throw new RegexException(e.getDescription());
        }
    }

    /**
     * Whether all of the text matches.
     *
     * @throws RegexException when finding out takes too long
     */
    public boolean matches(String text) throws RegexException {
        if (text.length() > LONGEST_TEXT) {
            throw new RegexException("the text to match is longer than " + LONGEST_TEXT + " characters");
        }
        try {
            return pattern.matcher(new Counted(text, 0, text.length(), new int[1]))
                    .matches();
        } catch (TooManyReads | StackOverflowError e) {
            throw new RegexException("matching it takes too long");
        }
    }

    private static final class TooManyReads extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyReads() {
            super("", null, false, false);
        }
    }

    /** A text that counts how often it is read, sub-sequences included. */
    private record Counted(String text, int start, int end, int[] reads) implements CharSequence {
        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            if (++reads[0] > MAX_READS) {
                throw new TooManyReads();
            }
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, start + from, start + to, reads);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
