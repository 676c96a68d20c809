package io.github.ksailbot.engine.helm.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a template, to be found again by what they render to. A line with text beside its actions is known by that text;
 * one with an action alone stands for whatever nobody else wrote.
 */
final class TemplateLines {
    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern VALUE = Pattern.compile("\\.Values((?:\\.[A-Za-z_][A-Za-z0-9_]*)+)");
    private static final Pattern SILENT = Pattern.compile(
            "\\{\\{-?\\s*(?:if|else|end|range|with|define|block|template|/\\*|\\$[A-Za-z0-9_]*\\s*:?=).*");

    /**
     * One line.
     *
     * @param parts texts between its actions, without the spaces around the line
     * @param isText whether there is a letter or digit in them
     * @param isAction whether an action that prints is all there is
     * @param value first path of a value that it prints, {@code image.tag}; empty when there is none
     */
    private record Line(List<String> parts, boolean isText, boolean isAction, String value) {
        boolean matches(String rendered, Comparisons comparisons) {
            return comparisons.spend() && matches(rendered);
        }

        private boolean matches(String rendered) {
            if (parts.size() == 1) {
                return rendered.equals(parts.get(0));
            }
            int from = 0;
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                int found = i == parts.size() - 1 && rendered.endsWith(part)
                        ? rendered.length() - part.length()
                        : rendered.indexOf(part, from);
                if (found < from || (i == 0 && found > 0) || (i == parts.size() - 1 && !rendered.endsWith(part))) {
                    return false;
                }
                from = found + part.length();
            }
            return true;
        }
    }

    /** How many more lines are compared; without any, a line is taken for the one before it. */
    static final class Comparisons {
        private long left;

        Comparisons(long most) {
            this.left = most;
        }

        boolean spend() {
            return left-- > 0;
        }

        boolean isOver() {
            return left <= 0;
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final Comparisons comparisons;

    TemplateLines(byte[] template, Comparisons comparisons) {
        this.comparisons = comparisons;
        for (String line : new String(template, StandardCharsets.UTF_8).split("\n", -1)) {
            lines.add(read(line.strip()));
        }
    }

    private static Line read(String line) {
        Matcher value = VALUE.matcher(line);
        String path = value.find() ? value.group(1).substring(1) : "";
        List<String> parts = List.of(ACTION.split(line, -1));
        boolean isAction = line.startsWith("{{")
                && !SILENT.matcher(line).matches()
                && parts.stream().allMatch(String::isBlank);
        boolean isText = parts.stream().anyMatch(part -> part.chars().anyMatch(Character::isLetterOrDigit));
        return new Line(parts, isText, isAction, path);
    }

    /**
     * The line of the template that each line of a document comes from, both counted from 0.
     *
     * @param document what it renders to, line by line
     */
    int[] of(List<String> document) {
        int[] origins = new int[document.size()];
        int at = begin(document);
        for (int i = 0; i < origins.length && !comparisons.isOver(); i++) {
            String rendered = document.get(i).strip();
            int found = find(rendered, at);
            if (found >= 0) {
                at = found;
                origins[i] = found;
            } else {
                origins[i] = printer(at);
            }
        }
        return origins;
    }

    /** Of several documents in a template the one whose text is nearest. */
    private int begin(List<String> document) {
        int best = 0;
        int most = -1;
        int start = 0;
        for (int i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).parts().get(0).startsWith("---")) {
                int common = common(document, start, i);
                if (common > most) {
                    most = common;
                    best = start;
                }
                start = i + 1;
            }
        }
        return best;
    }

    private int common(List<String> document, int from, int to) {
        int common = 0;
        for (String line : document) {
            String text = line.strip();
            for (int i = from; i < to && !comparisons.isOver(); i++) {
                if (lines.get(i).isText() && lines.get(i).matches(text, comparisons)) {
                    common += lines.get(i).parts().size() == 1 ? 2 : 1;
                    break;
                }
            }
        }
        return common;
    }

    /** From a line on, else before it: a loop goes back. -1 when no line is like it. */
    private int find(String rendered, int from) {
        if (rendered.isEmpty()) {
            return -1;
        }
        for (int i = from; i < lines.size() && !comparisons.isOver(); i++) {
            if (lines.get(i).isText() && lines.get(i).matches(rendered, comparisons)) {
                return i;
            }
            if (i > from && lines.get(i).parts().get(0).startsWith("---")) {
                break;
            }
        }
        for (int i = from - 1; i >= 0 && !comparisons.isOver(); i--) {
            if (lines.get(i).isText() && lines.get(i).matches(rendered, comparisons)) {
                return i;
            }
        }
        return -1;
    }

    /** The next line that only prints, where one comes before the next text; else the line itself. */
    private int printer(int from) {
        if (from < lines.size() && lines.get(from).isAction()) {
            return from;
        }
        for (int i = from + 1; i < lines.size(); i++) {
            if (lines.get(i).isAction()) {
                return i;
            }
            if (lines.get(i).isText()) {
                break;
            }
        }
        return from;
    }

    /** Path of the value that a line prints, counted from 0. */
    Optional<String> value(int line) {
        String value = line < lines.size() ? lines.get(line).value() : "";
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
