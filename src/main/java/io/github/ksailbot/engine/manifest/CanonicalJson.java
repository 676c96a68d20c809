package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Compact JSON byte for byte as Go's {@code json.Marshal} writes a map: keys in the order of their UTF-8 bytes, {@code <},
 * {@code >}, {@code &}, U+2028 and U+2029 escaped. kustomize's content hash is taken over it.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The JSON of a node, without line break; numbers that JSON cannot express become null. */
    public static String of(Node node) {
        StringBuilder json = new StringBuilder();
        append(json, node);
        return json.toString();
    }

    /** A JSON string with its quotes. */
    public static String string(String text) {
        StringBuilder json = new StringBuilder();
        append(json, text);
        return json.toString();
    }

    private static void append(StringBuilder json, Node node) {
        if (node instanceof ScalarNode scalar) {
            append(json, scalar);
        } else if (node instanceof SequenceNode sequence) {
            json.append('[');
            String separator = "";
            for (Node item : sequence.items()) {
                json.append(separator);
                append(json, item);
                separator = ",";
            }
            json.append(']');
        } else if (node instanceof MappingNode mapping) {
            List<Entry> entries = new ArrayList<>(mapping.entries());
            entries.sort(Comparator.comparing(entry -> entry.key().text(), CanonicalJson::compareBytes));
            json.append('{');
            String separator = "";
            for (Entry entry : entries) {
                json.append(separator);
                append(json, entry.key().text());
                json.append(':');
                append(json, entry.value());
                separator = ",";
            }
            json.append('}');
        }
    }

    private static void append(StringBuilder json, ScalarNode scalar) {
        switch (scalar.type()) {
            case STRING -> append(json, scalar.text());
            case BOOLEAN -> json.append(ScalarResolver.isTrue(scalar.text()));
            case NULL -> json.append("null");
            case INTEGER, FLOAT -> json.append(CanonicalNumber.json(scalar));
        }
    }

    private static void append(StringBuilder json, String text) {
        json.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '<', '>', '&', 0x2028, 0x2029 -> escape(json, c);
                default -> {
                    if (c < 0x20) {
                        escape(json, c);
                    } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                        // half a pair has no UTF-8
                        json.append("\\ufffd");
                    } else {
                        json.appendCodePoint(c);
                    }
                }
            }
        });
        json.append('"');
    }

    private static void escape(StringBuilder json, int c) {
        json.append(String.format(Locale.ROOT, "\\u%04x", c));
    }

    /** The order of UTF-8 bytes is that of code points, which is not that of UTF-16. */
    private static int compareBytes(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(i);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
        }
        return Integer.compare(a.length(), b.length());
    }
}
