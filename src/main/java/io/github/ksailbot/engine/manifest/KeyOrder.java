package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which go-yaml writes keys: letters after everything else, and numbers inside of keys by their value, so
 * that {@code a9} stands before {@code a10}.
 */
public final class KeyOrder {
    private KeyOrder() {}

    /** Merges by hand: the order is not total for numbers beyond 64 bits, which the JDK's sort answers by throwing. */
    public static List<Entry> sorted(List<Entry> entries) {
        if (entries.size() < 2) {
            return entries;
        }
        int middle = entries.size() / 2;
        List<Entry> left = sorted(entries.subList(0, middle));
        List<Entry> right = sorted(entries.subList(middle, entries.size()));
        List<Entry> merged = new ArrayList<>(entries.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            boolean takeRight =
                    isLess(right.get(r).key().text(), left.get(l).key().text());
            merged.add(takeRight ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }

    static boolean isLess(String first, String second) {
        int[] a = first.codePoints().toArray();
        int[] b = second.codePoints().toArray();
        for (int i = 0; i < a.length && i < b.length; i++) {
            if (a[i] != b[i]) {
                return isLessAt(a, b, i);
            }
        }
        return a.length < b.length;
    }

    private static boolean isLessAt(int[] a, int[] b, int at) {
        boolean letterInA = Character.isLetter(a[at]);
        boolean letterInB = Character.isLetter(b[at]);
        if (letterInA || letterInB) {
            return (letterInA && letterInB) ? a[at] < b[at] : letterInB;
        }
        // a zero inside of a number counts as a digit, at its begin it does not
        long begin = (a[at] == '0' || b[at] == '0') && isInsideNumber(a, at) ? 1 : 0;
        int endOfA = endOfDigits(a, at);
        int endOfB = endOfDigits(b, at);
        long numberInA = number(a, at, endOfA, begin);
        long numberInB = number(b, at, endOfB, begin);
        if (numberInA != numberInB) {
            return numberInA < numberInB;
        }
        return endOfA != endOfB ? endOfA < endOfB : a[at] < b[at];
    }

    private static boolean isInsideNumber(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int endOfDigits(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long number(int[] text, int from, int to, long begin) {
        long number = begin;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
