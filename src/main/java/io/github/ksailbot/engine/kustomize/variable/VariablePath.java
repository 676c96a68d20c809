package io.github.ksailbot.engine.kustomize.variable;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Path of a var's field: {@code spec.ports[0].port}, {@code metadata.annotations.[a.b/c]},
 * {@code spec.containers.[name=web].image}.
 *
 * @param parts names, indexes, or {@code [key=value]}
 */
record VariablePath(List<String> parts) {
    private static final Pattern INDEXED = Pattern.compile("(.*)\\[(\\d{1,9})\\]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    static VariablePath parse(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder bracketed = new StringBuilder();
        for (String part : text.split("(?<!\\\\)\\.", -1)) {
            String plain = part.replace("\\.", ".");
            if (bracketed.length() == 0 && plain.startsWith("[") && !plain.endsWith("]")) {
                bracketed.append(plain);
            } else if (bracketed.length() > 0) {
                bracketed.append('.').append(plain);
                if (plain.endsWith("]")) {
                    addBracketed(parts, bracketed.toString());
                    bracketed.setLength(0);
                }
            } else {
                addPlain(parts, plain);
            }
        }
        if (bracketed.length() > 0) {
            addBracketed(parts, bracketed.toString());
        }
        return new VariablePath(parts);
    }

    private static void addBracketed(List<String> parts, String text) {
        parts.add(text.indexOf('=') >= 0 ? text : withoutBrackets(text));
    }

    private static String withoutBrackets(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '[') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ']') {
            end--;
        }
        return text.substring(start, end);
    }

    private static void addPlain(List<String> parts, String text) {
        Matcher indexed = INDEXED.matcher(text);
        if (indexed.matches()) {
            if (!indexed.group(1).isEmpty()) {
                parts.add(indexed.group(1));
            }
            parts.add(indexed.group(2));
        } else {
            parts.add(text);
        }
    }

    /** The value at the path; null when there is none. */
    @Nullable Node in(MappingNode root) {
        Node node = root;
        for (String part : parts) {
            node = node == null ? null : step(node, part);
        }
        return node;
    }

    private static @Nullable Node step(Node node, String part) {
        if (node instanceof MappingNode mapping) {
            return mapping.get(part);
        }
        if (!(node instanceof SequenceNode sequence)) {
            return null;
        }
        if (part.equals("-")) {
            return sequence.size() == 0 ? null : sequence.items().get(sequence.size() - 1);
        }
        if (NUMBER.matcher(part).matches()) {
            int index = Integer.parseInt(part);
            return index < sequence.size() ? sequence.items().get(index) : null;
        }
        return matching(sequence, part);
    }

    private static @Nullable Node matching(SequenceNode sequence, String part) {
        int equals = part.indexOf('=');
        if (!part.startsWith("[") || !part.endsWith("]") || equals < 0) {
            return null;
        }
        String key = part.substring(1, equals);
        String value = part.substring(equals + 1, part.length() - 1);
        for (Node item : sequence.items()) {
            boolean matches = key.isEmpty()
                    ? item instanceof ScalarNode scalar && scalar.text().equals(value)
                    : item instanceof MappingNode mapping && mapping.text(key).equals(value);
            if (matches) {
                return item;
            }
        }
        return null;
    }
}
