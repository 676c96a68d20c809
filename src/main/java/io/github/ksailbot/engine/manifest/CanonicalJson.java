package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compact JSON byte for byte as Go's {@code json.Marshal} writes a map: keys in the order of their UTF-8 bytes, {@code <},
 * {@code >}, {@code &}, U+2028 and U+2029 escaped. kustomize's content hash is taken over it.
 */
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** The JSON of a node, without line break; numbers that JSON cannot express become null. */
    public static String of(Node node) {
        StringBuilder json = new StringBuilder();
        try {
            write(json, node);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return json.toString();
    }

    /** A JSON string with its quotes. */
    public static String string(String text) {
        StringBuilder json = new StringBuilder();
        try {
            writeString(json, text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return json.toString();
    }

    /** Writes the same as {@link #of} piece by piece: text that needs escapes comes to six times its size. */
    public static void write(Appendable json, Node node) throws IOException {
        if (node instanceof ScalarNode scalar) {
            write(json, scalar);
        } else if (node instanceof SequenceNode sequence) {
            json.append('[');
            String separator = "";
            for (Node item : sequence.items()) {
                json.append(separator);
                write(json, item);
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
                writeString(json, entry.key().text());
                json.append(':');
                write(json, entry.value());
                separator = ",";
            }
            json.append('}');
        }
    }

    private static void write(Appendable json, ScalarNode scalar) throws IOException {
        switch (scalar.type()) {
            case STRING -> writeString(json, scalar.text());
            case BOOLEAN -> json.append(ScalarResolver.isTrue(scalar.text()) ? "true" : "false");
            case NULL -> json.append("null");
            case INTEGER, FLOAT -> json.append(CanonicalNumber.json(scalar));
        }
    }

    /** Writes the same as {@link #string}. */
    public static void writeString(Appendable json, String text) throws IOException {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
                    } else if (!Character.isSurrogate(c)) {
                        json.append(c);
                    } else if (isPair(text, i)) {
                        json.append(c).append(text.charAt(i + 1));
                        i++;
                    } else {
                        // half a pair has no UTF-8
                        json.append("\\ufffd");
                    }
                }
            }
        }
        json.append('"');
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static void escape(Appendable json, char c) throws IOException {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX.charAt((c >> shift) & 0xF));
        }
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
