package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.manifest.ScalarNode.Style;

/** Writes the text of scalars in go-yaml's four styles, folded behind column 80. */
final class ScalarEmitter {
    private static final int WIDTH = 80;
    private static final int INDENT_STEP = 2;

    private final EmitterBuffer out;

    ScalarEmitter(EmitterBuffer out) {
        this.out = out;
    }

    /**
     * @param key whether it is a key on one line, which is never folded
     * @param indent of continuation lines
     * @param remark a comment that follows on the same line; empty for none
     */
    void write(int[] text, Style style, boolean key, int indent, String remark) {
        switch (style) {
            case PLAIN -> plain(text, key, indent);
            case SINGLE_QUOTED -> singleQuoted(text, key, indent);
            case DOUBLE_QUOTED -> doubleQuoted(text, key, indent);
            case LITERAL, FOLDED -> {
                literal(text, indent, remark);
                return;
            }
        }
        out.remark(remark);
    }

    private void plain(int[] text, boolean key, int indent) {
        out.space();
        flow(text, key, indent, false);
        out.closed();
    }

    private void singleQuoted(int[] text, boolean key, int indent) {
        out.indicator("'", true, false, false);
        flow(text, key, indent, true);
        out.indicator("'", false, false, false);
        out.closed();
    }

    private void flow(int[] text, boolean key, int indent, boolean quoted) {
        boolean spaces = false;
        boolean breaks = false;
        for (int i = 0; i < text.length; i++) {
            int c = text[i];
            if (c == ' ') {
                boolean inside = !quoted || (i > 0 && i < text.length - 1);
                boolean fold = !key && !spaces && out.column() > WIDTH && inside && !isSpace(text, i + 1);
                if (fold) {
                    out.indent(indent);
                } else {
                    out.put(c);
                }
                spaces = true;
            } else if (CodePoints.isBreak(c)) {
                if (!breaks && c == '\n') {
                    out.lineBreak();
                }
                out.contentBreak(c);
                out.atLineStart();
                breaks = true;
            } else {
                if (breaks) {
                    out.indent(indent);
                }
                if (quoted && c == '\'') {
                    out.put(c);
                }
                out.put(c);
                out.atContent();
                spaces = false;
                breaks = false;
            }
        }
    }

    private void doubleQuoted(int[] text, boolean key, int indent) {
        out.indicator("\"", true, false, false);
        // go-yaml looks for a byte order mark at the begin of the text, wherever it stands
        boolean marked = text.length > 0 && text[0] == 0xFEFF;
        boolean spaces = false;
        for (int i = 0; i < text.length; i++) {
            int c = text[i];
            if (marked || !CodePoints.isPrintable(c) || CodePoints.isBreak(c) || c == '"' || c == '\\') {
                Escapes.write(c, out);
                spaces = false;
            } else if (c == ' ') {
                if (!key && !spaces && out.column() > WIDTH && i > 0 && i < text.length - 1) {
                    out.indent(indent);
                    if (isSpace(text, i + 1)) {
                        out.put('\\');
                    }
                } else {
                    out.put(c);
                }
                spaces = true;
            } else {
                out.put(c);
                spaces = false;
            }
        }
        out.indicator("\"", false, false, false);
        out.closed();
    }

    private void literal(int[] text, int indent, String remark) {
        out.indicator("|", true, false, false);
        if (text[0] == ' ' || CodePoints.isBreak(text[0])) {
            out.indicator(Integer.toString(INDENT_STEP), false, false, false);
        }
        out.indicator(chomping(text), false, false, false);
        out.remark(remark);
        out.lineBreak();
        out.opened();
        boolean breaks = true;
        for (int c : text) {
            if (CodePoints.isBreak(c)) {
                out.contentBreak(c);
                out.atLineStart();
                breaks = true;
            } else {
                if (breaks) {
                    out.indent(indent);
                }
                out.put(c);
                out.atContent();
                breaks = false;
            }
        }
    }

    /** What says how many line breaks end the text: one is what YAML expects. */
    private static String chomping(int[] text) {
        int last = text.length - 1;
        if (!CodePoints.isBreak(text[last])) {
            return "-";
        }
        return last == 0 || CodePoints.isBreak(text[last - 1]) ? "+" : "";
    }

    private static boolean isSpace(int[] text, int at) {
        return at < text.length && text[at] == ' ';
    }
}
