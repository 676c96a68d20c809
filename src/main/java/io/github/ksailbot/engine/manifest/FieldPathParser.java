package io.github.ksailbot.engine.manifest;

import java.util.ArrayList;
import java.util.List;

/** Reads the text form of {@link FieldPath}. */
final class FieldPathParser {
    private static final int INDEX_DIGITS = 9;

    private final String text;
    private int at;

    FieldPathParser(String text) {
        this.text = text;
    }

    static boolean isBare(String key) {
        return !key.isEmpty() && key.codePoints().allMatch(FieldPathParser::isBare);
    }

    FieldPath parse() throws FieldPathException {
        List<FieldPath.Step> steps = new ArrayList<>();
        while (at < text.length()) {
            if (text.startsWith("[\"", at)) {
                at += 2;
                steps.add(new FieldPath.Key(quoted()));
            } else if (text.charAt(at) == '[') {
                at++;
                steps.add(index());
            } else {
                if (!steps.isEmpty()) {
                    expect('.');
                }
                steps.add(bare());
            }
        }
        return new FieldPath(steps);
    }

    private FieldPath.Step bare() throws FieldPathException {
        int from = at;
        while (at < text.length() && isBare(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == from) {
            throw misfit();
        }
        return new FieldPath.Key(text.substring(from, at));
    }

    private FieldPath.Step index() throws FieldPathException {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from || at - from > INDEX_DIGITS) {
            throw misfit();
        }
        int position = Integer.parseInt(text.substring(from, at));
        expect(']');
        return new FieldPath.Index(position);
    }

    private String quoted() throws FieldPathException {
        StringBuilder key = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            key.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        expect(']');
        return key.toString();
    }

    private char escaped() throws FieldPathException {
        if (at >= text.length()) {
            throw misfit();
        }
        char escape = text.charAt(at++);
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw misfit();
        };
    }

    private char hexadecimal() throws FieldPathException {
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw misfit();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void expect(char wanted) throws FieldPathException {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw misfit();
        }
        at++;
    }

    private FieldPathException misfit() {
        return new FieldPathException(
                "The path %s is not like `spec.containers[0].image` or `data[\"a.b\"]` from character %d on."
                        .formatted(Excerpt.of(text), at + 1));
    }

    private static boolean isBare(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/' || c == '$';
    }
}
