package io.github.ksailbot.engine.manifest.yaml;

import java.io.Reader;

/**
 * A text that is handed out without parting a surrogate pair: the parser's own reader leaves no room in a full buffer for
 * the second half.
 */
final class WholeCharacters extends Reader {
    private final String text;
    private int position;

    /** @param text without halves of pairs */
    WholeCharacters(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        int end = Math.min(text.length(), position + length);
        if (end < text.length() && end - position > 1 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        if (end == position) {
            return length == 0 ? 0 : -1;
        }
        text.getChars(position, end, buffer, offset);
        int read = end - position;
        position = end;
        return read;
    }

    @Override
    public void close() {
        // A text in memory holds nothing open.
    }
}
