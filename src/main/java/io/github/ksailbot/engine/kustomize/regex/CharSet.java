package io.github.ksailbot.engine.kustomize.regex;

import java.util.Arrays;
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
        CharSet all = NONE;
        for (int i = 0; i < pairs.length(); i += 2) {
            all = all.or(ofRange(pairs.charAt(i), pairs.charAt(i + 1)));
        }
        return all;
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

    CharSet or(CharSet other) {
        int[] places = IntStream.concat(Arrays.stream(turns), Arrays.stream(other.turns))
                .sorted()
                .distinct()
                .toArray();
        IntStream.Builder both = IntStream.builder();
        boolean in = false;
        for (int place : places) {
            boolean now = contains(place) || other.contains(place);
            if (now != in) {
                both.add(place);
            }
            in = now;
        }
        return new CharSet(both.build().toArray());
    }

    /** With the other case of each Latin letter in it. */
    CharSet inAnyCase() {
        CharSet all = this;
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int upper = Character.toUpperCase(letter);
            if (contains(letter) != contains(upper)) {
                all = all.or(of(letter)).or(of(upper));
            }
        }
        return all;
    }
}
