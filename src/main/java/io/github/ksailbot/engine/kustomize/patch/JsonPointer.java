package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a JSON patch operation.
 *
 * @param text as written
 * @param segments without escapes; what stands before the first slash does not count, as in the library that kustomize
 *     uses; empty for a text without a slash
 * @param origin where it is written
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
record JsonPointer(String text, List<String> segments, Origin origin) {
    JsonPointer {
        segments = List.copyOf(segments);
    }

    static JsonPointer parse(String text, Origin origin) {
        String[] parts = text.split("/", -1);
        List<String> segments = new ArrayList<>(parts.length);
        for (int i = 1; i < parts.length; i++) {
            segments.add(unescape(parts[i]));
        }
        return new JsonPointer(text, segments, origin);
    }

    private static String unescape(String segment) {
        if (segment.indexOf('~') < 0) {
            return segment;
        }
        StringBuilder plain = new StringBuilder(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char next = i + 1 < segment.length() ? segment.charAt(i + 1) : ' ';
            if (segment.charAt(i) == '~' && (next == '0' || next == '1')) {
                plain.append(next == '0' ? '~' : '/');
                i++;
            } else {
                plain.append(segment.charAt(i));
            }
        }
        return plain.toString();
    }

    boolean isRoot() {
        return text.isEmpty();
    }

    String last() {
        return segments.get(segments.size() - 1);
    }

    /** The path of the first {@code count} segments, for messages. */
    String prefix(int count) {
        return count == 0 ? "the resource" : "`/" + String.join("/", segments.subList(0, count)) + "`";
    }
}
