package io.github.ksailbot.engine.kustomize.regex;

/** A place in the text of a regular expression, counted in code points. */
final class RegexCursor {
    private final int[] text;
    private int at;

    RegexCursor(String text) {
        this.text = text.codePoints().toArray();
    }

    boolean atEnd() {
        return at >= text.length;
    }

    boolean peek(int codePoint) {
        return at < text.length && text[at] == codePoint;
    }

    /** Whether this is the next code point but one. */
    boolean peekBehind(int codePoint) {
        return at + 1 < text.length && text[at + 1] == codePoint;
    }

    /** Whether there is anything but this code point behind the next one. */
    boolean hasOtherBehind(int codePoint) {
        return at + 1 < text.length && text[at + 1] != codePoint;
    }

    /** Passes the next code point if it is this one. */
    boolean take(int codePoint) {
        boolean found = peek(codePoint);
        at += found ? 1 : 0;
        return found;
    }

    /** The next code point, which must be there. */
    int next() {
        return text[at++];
    }

    void skip(int codePoints) {
        at += codePoints;
    }

    int place() {
        return at;
    }

    void backTo(int place) {
        at = place;
    }

    /** What follows behind some code points, up to {@code length} of it. */
    String ahead(int codePoints, int length) {
        int start = Math.min(text.length, at + codePoints);
        return new String(text, start, Math.min(length, text.length - start));
    }
}
