package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paths of fields, such as {@code spec.containers[0].image}, said so that they stay the same when the items of a list move:
 * an item is known by its name, or its text, as long as it has one.
 */
public final class StablePath {
    private static final int MAX_INDEX_DIGITS = 6;

    /** Longer than any name that Kubernetes takes: more is told by its hash. */
    private static final int MAX_NAME = 253;

    private StablePath() {}

    /** Such as {@code .spec.containers[main].image}; what has no name goes by its number, and what is not there has neither. */
    public static String of(MappingNode root, List<String> steps) {
        StringBuilder stable = new StringBuilder();
        Node node = root;
        for (String step : steps) {
            if (node instanceof SequenceNode list) {
                node = isIndex(step) && Integer.parseInt(step) < list.size()
                        ? list.items().get(Integer.parseInt(step))
                        : null;
                stable.append('[').append(name(node, step)).append(']');
            } else {
                node = node instanceof MappingNode mapping ? mapping.get(step) : null;
                stable.append('.').append(step);
            }
        }
        return stable.toString();
    }

    private static String name(@Nullable Node item, String index) {
        if (item == null) {
            return "+";
        }
        if (item instanceof ScalarNode scalar && !scalar.isNull()) {
            // the empty text is the name of an API group
            return shortened(scalar.text());
        }
        String name = item instanceof MappingNode mapping ? mapping.text("name") : "";
        return name.isEmpty() ? index : shortened(name);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME
                ? name
                : name.substring(0, MAX_NAME) + "…" + name.length() + "-" + Integer.toHexString(name.hashCode());
    }

    /** Whether something on the way of a path is written at a place. */
    public static boolean passes(MappingNode root, List<String> steps, Location place) {
        Node node = root;
        for (String step : steps) {
            if (node.origin().location().equals(place)) {
                return true;
            }
            if (node instanceof SequenceNode list) {
                node = isIndex(step) && Integer.parseInt(step) < list.size()
                        ? list.items().get(Integer.parseInt(step))
                        : null;
            } else {
                MappingNode.Entry entry = node instanceof MappingNode mapping ? mapping.entry(step) : null;
                if (entry != null && entry.key().origin().location().equals(place)) {
                    return true;
                }
                node = entry == null ? null : entry.value();
            }
            if (node == null) {
                return false;
            }
        }
        return node.origin().location().equals(place);
    }

    /** What is between the dots and brackets of a path; what stands in brackets may have dots. */
    public static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        while (from < path.length()) {
            char c = path.charAt(from);
            if (c == '.') {
                from++;
                continue;
            }
            int to = c == '[' ? path.indexOf(']', from) : end(path, from);
            if (to < 0) {
                to = path.length();
            }
            steps.add(path.substring(c == '[' ? from + 1 : from, to));
            from = c == '[' ? to + 1 : to;
        }
        return steps;
    }

    private static int end(String path, int from) {
        int to = from;
        while (to < path.length() && path.charAt(to) != '.' && path.charAt(to) != '[') {
            to++;
        }
        return to;
    }

    /** Whether a step may lead to an item of a list. */
    public static boolean isIndex(String step) {
        return step.length() <= MAX_INDEX_DIGITS && isNumber(step);
    }

    /** Whether a step has digits only. */
    public static boolean isNumber(String step) {
        for (int i = 0; i < step.length(); i++) {
            if (step.charAt(i) < '0' || step.charAt(i) > '9') {
                return false;
            }
        }
        return !step.isEmpty();
    }
}
