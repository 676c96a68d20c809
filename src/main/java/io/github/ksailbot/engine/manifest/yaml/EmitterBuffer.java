package io.github.ksailbot.engine.manifest.yaml;

/** The text written so far, and what the rules of go-yaml's emitter want to know about its end. */
final class EmitterBuffer {
    private final StringBuilder text;
    private int column;
    /** Whether the last thing written was white space or the begin of a line. */
    private boolean whitespace = true;
    /** Whether there is nothing but indentation and list marks on the line. */
    private boolean indentation = true;

    EmitterBuffer(StringBuilder text) {
        this.text = text;
    }

    int column() {
        return column;
    }

    boolean onIndentation() {
        return indentation;
    }

    /** Goes to a column: on the same line while there is only indentation before it, else on a new one. */
    void indent(int to) {
        if (!indentation || column > to || (column == to && !whitespace)) {
            lineBreak();
        }
        while (column < to) {
            put(' ');
        }
        whitespace = true;
        indentation = true;
    }

    void indicator(String mark, boolean spaced, boolean opensWhitespace, boolean keepsIndentation) {
        if (spaced) {
            space();
        }
        text.append(mark);
        column += mark.length();
        whitespace = opensWhitespace;
        indentation = indentation && keepsIndentation;
    }

    /** A space, unless there is one. */
    void space() {
        if (!whitespace) {
            put(' ');
        }
    }

    void put(int c) {
        text.appendCodePoint(c);
        column++;
    }

    /** A comment up to the end of the line, which must end here; nothing when it is empty. */
    void remark(String remark) {
        if (!remark.isEmpty()) {
            text.append(" # ").append(remark);
        }
    }

    void lineBreak() {
        text.append('\n');
        column = 0;
    }

    /** A line break of the content: as it is, for YAML 1.1 knows more than one. */
    void contentBreak(int c) {
        text.appendCodePoint(c);
        column = 0;
    }

    void atContent() {
        indentation = false;
    }

    void atLineStart() {
        indentation = true;
    }

    void opened() {
        whitespace = true;
        indentation = true;
    }

    void closed() {
        whitespace = false;
        indentation = false;
    }
}
