package io.github.ksailbot.engine.flux.substitution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code #}, {@code ##}, {@code %} and {@code %%}: {@code *} for any text, {@code ?} for one character,
 * {@code [a-z]} and {@code [^a-z]} for one of several, a backslash before what stands for itself. Slashes are nothing special.
 */
final class Glob {
    /** What matches one character; null is {@code *}. */
    private final List<@Nullable IntPredicate> steps;

    private Glob(List<@Nullable IntPredicate> steps) {
        this.steps = steps;
    }

    /** Null when the pattern is broken, which matches nothing. */
    static @Nullable Glob parse(int[] pattern) {
        List<@Nullable IntPredicate> steps = new ArrayList<>();
        int i = 0;
        while (i < pattern.length) {
            int c = pattern[i++];
            switch (c) {
                case '*' -> {
                    if (steps.isEmpty() || steps.get(steps.size() - 1) != null) {
                        steps.add(null);
                    }
                }
                case '?' -> steps.add(any -> true);
                case '\\' -> {
                    if (i == pattern.length) {
                        return null;
                    }
                    int literal = pattern[i++];
                    steps.add(x -> x == literal);
                }
                case '[' -> {
                    CharacterClass set = CharacterClass.parse(pattern, i);
                    if (set == null) {
                        return null;
                    }
                    i = set.end();
                    steps.add(set);
                }
                default -> steps.add(x -> x == c);
            }
        }
        return new Glob(steps);
    }

    /**
     * Length of the shortest, or longest, beginning of a text that matches as a whole, in code points; the empty beginning
     * does not count; 0 when none matches.
     */
    int prefix(int[] text, boolean longest) {
        boolean[] at = new boolean[steps.size() + 1];
        at[0] = true;
        spread(at);
        int found = 0;
        for (int length = 1; length <= text.length; length++) {
            boolean[] next = new boolean[at.length];
            for (int step = 0; step < steps.size(); step++) {
                IntPredicate one = steps.get(step);
                if (at[step] && one == null) {
                    next[step] = true;
                } else if (at[step] && one != null && one.test(text[length - 1])) {
                    next[step + 1] = true;
                }
            }
            spread(next);
            at = next;
            if (at[steps.size()]) {
                found = length;
                if (!longest) {
                    return found;
                }
            }
        }
        return found;
    }

    /** A star may also stand for nothing. */
    private void spread(boolean[] at) {
        for (int step = 0; step < steps.size(); step++) {
            if (at[step] && steps.get(step) == null) {
                at[step + 1] = true;
            }
        }
    }

    /**
     * @param ranges pairs of first and last character
     * @param end where the pattern goes on behind the bracket
     */
    private record CharacterClass(List<int[]> ranges, boolean negated, int end) implements IntPredicate {

        static @Nullable CharacterClass parse(int[] pattern, int start) {
            int i = start;
            boolean negated = i < pattern.length && pattern[i] == '^';
            if (negated) {
                i++;
            }
            List<int[]> ranges = new ArrayList<>();
            while (i < pattern.length && (pattern[i] != ']' || ranges.isEmpty())) {
                int at = i + (pattern[i] == '\\' ? 1 : 0);
                if (at >= pattern.length || pattern[i] == '-' || pattern[i] == ']') {
                    return null;
                }
                int low = pattern[at];
                int high = low;
                i = at + 1;
                if (i < pattern.length && pattern[i] == '-') {
                    at = i + 1;
                    at += at < pattern.length && pattern[at] == '\\' ? 1 : 0;
                    if (at >= pattern.length || pattern[i + 1] == '-' || pattern[i + 1] == ']') {
                        return null;
                    }
                    high = pattern[at];
                    i = at + 1;
                }
                ranges.add(new int[] {low, high});
            }
            return i < pattern.length ? new CharacterClass(ranges, negated, i + 1) : null;
        }

        @Override
        public boolean test(int c) {
            return ranges.stream().anyMatch(range -> range[0] <= c && c <= range[1]) != negated;
        }
    }
}
