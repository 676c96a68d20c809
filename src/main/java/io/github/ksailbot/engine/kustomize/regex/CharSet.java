package io.github.ksailbot.engine.kustomize.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A set of code points. */
final class CharSet {
    static final CharSet NONE = new CharSet(new int[0]);
    static final CharSet ANY = NONE.not();
    static final CharSet NOT_NEWLINE = ofRanges("\n\n").not();
    static final CharSet DIGIT = ofRanges("09");
    static final CharSet WORD = ofRanges("09AZ__az");
    static final CharSet SPACE = ofRanges("\t\n\f\r  ");

    /** First code point in the set, first behind it, first in it again, and so on; rising. */
    private final int[] turns;

    private CharSet(int[] turns) {
        this.turns = turns;
    }

    /** First and last character of each range in turn. */
    static CharSet ofRanges(String pairs) {
        List<CharSet> all = new ArrayList<>();
        for (int i = 0; i < pairs.length(); i += 2) {
            all.add(ofRange(pairs.charAt(i), pairs.charAt(i + 1)));
        }
        return union(all);
    }

    static CharSet ofRange(int first, int last) {
        return new CharSet(new int[] {first, last + 1});
    }

    static CharSet of(int codePoint) {
        return ofRange(codePoint, codePoint);
    }

    /** A single code point; -1 when the set has more or none. */
    int single() {
        return turns.length == 2 && turns[1] == turns[0] + 1 ? turns[0] : -1;
    }

    boolean contains(int codePoint) {
        int at = Arrays.binarySearch(turns, codePoint);
        int passed = at >= 0 ? at + 1 : -at - 1;
        return passed % 2 == 1;
    }

    CharSet not() {
        if (turns.length > 0 && turns[0] == 0) {
            return new CharSet(Arrays.copyOfRange(turns, 1, turns.length));
        }
        return new CharSet(
                IntStream.concat(IntStream.of(0), Arrays.stream(turns)).toArray());
    }

    /** All that is in any of the sets. */
    static CharSet union(List<CharSet> sets) {
        List<int[]> ranges = new ArrayList<>();
        for (CharSet set : sets) {
            for (int i = 0; i < set.turns.length; i += 2) {
                int end = i + 1 < set.turns.length ? set.turns[i + 1] : Integer.MAX_VALUE;
                ranges.add(new int[] {set.turns[i], end});
            }
        }
        ranges.sort(Comparator.comparingInt(range -> range[0]));
        IntStream.Builder turns = IntStream.builder();
        int reached = -1;
        for (int[] range : ranges) {
            if (range[0] > reached) {
                if (reached >= 0) {
                    turns.add(reached);
                }
                turns.add(range[0]);
            }
            reached = Math.max(reached, range[1]);
        }
        if (reached >= 0 && reached < Integer.MAX_VALUE) {
            turns.add(reached);
        }
        return new CharSet(turns.build().toArray());
    }

    /** With the other case of each Latin letter in it. */
    CharSet inAnyCase() {
        List<CharSet> all = new ArrayList<>(List.of(this));
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int upper = Character.toUpperCase(letter);
            if (contains(letter) != contains(upper)) {
                all.add(of(letter));
                all.add(of(upper));
            }
        }
        return all.size() == 1 ? this : union(all);
    }
}
