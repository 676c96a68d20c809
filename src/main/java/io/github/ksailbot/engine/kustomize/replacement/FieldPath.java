package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.kustomize.regex.Regex;
import io.github.ksailbot.engine.kustomize.regex.RegexSyntaxException;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path to one field or several, such as {@code spec.template.spec.containers.[name=web].env.0.value},
 * {@code metadata.annotations.[example.com/a]} or {@code spec.rules.*.host}; a backslash before a dot keeps the dot.
 *
 * @param written the path where it stands
 * @param segments in order
 */
record FieldPath(ScalarNode written, List<Segment> segments) {
    static final String INVALID = "kustomize/replacement-field-path";

    /** Segments of a path; no resource is read with more levels. */
    static final int MAX_SEGMENTS = 200;

    /** Characters of a path. */
    static final int MAX_LENGTH = 20_000;

    /**
     * A step from a node to those below it.
     *
     * @param kind which of them
     * @param text the field's name, the index, or what is written
     * @param key for items of a list: the field that decides; empty when the items themselves do
     * @param value for items of a list: what the field has to be
     * @param regex the same as a regular expression; null when it is none
     * @param problem why the step cannot be taken; empty when it can
     */
    record Segment(
            Kind kind,
            String text,
            String key,
            String value,
            @Nullable Regex regex,
            String problem) {
        static Segment of(Kind kind, String text) {
            return new Segment(kind, text, "", "", null, "");
        }

        enum Kind {
            FIELD,
            INDEX,
            ITEM,
            LAST,
            EVERY
        }

        boolean isOfList() {
            return kind != Kind.FIELD && kind != Kind.LAST;
        }

        int index() {
            return Integer.parseInt(text);
        }
    }

    FieldPath {
        segments = List.copyOf(segments);
    }

    /**
     * @param work takes what reading it costs
     * @throws BuildException when the path is too long; what is wrong with a segment shows when it is followed
     */
    static FieldPath parse(ScalarNode written, Work work) throws BuildException {
        work.spend(1L + written.text().length());
        if (written.text().length() > MAX_LENGTH) {
            throw BuildException.of(
                    INVALID, "The field path has more than " + MAX_LENGTH + " characters.", written.origin());
        }
        List<String> parts = split(written.text());
        if (parts.size() > MAX_SEGMENTS) {
            throw BuildException.of(
                    INVALID, "The field path has more than " + MAX_SEGMENTS + " segments.", written.origin());
        }
        return new FieldPath(
                written, parts.stream().map(part -> segment(part, work)).toList());
    }

    private static Segment segment(String part, Work work) {
        if (isNumber(part)) {
            return Segment.of(Segment.Kind.INDEX, part);
        }
        if (part.equals("*")) {
            return Segment.of(Segment.Kind.EVERY, part);
        }
        if (!part.startsWith("[") || !part.endsWith("]")) {
            return Segment.of(part.equals("-") ? Segment.Kind.LAST : Segment.Kind.FIELD, part);
        }
        String inside = part.length() < 2 ? "" : part.substring(1, part.length() - 1);
        int equals = inside.indexOf('=');
        if (equals < 0) {
            return new Segment(
                    Segment.Kind.ITEM, part, "", "", null, "an item of a list is `[key=value]`, or its number");
        }
        String key = inside.substring(0, equals);
        String value = inside.substring(equals + 1);
        try {
            return new Segment(Segment.Kind.ITEM, part, key, value, Regex.compile(value, work), "");
        } catch (RegexSyntaxException e) {
            String problem = "`" + value + "` is not a regular expression: " + e.getMessage();
            return new Segment(Segment.Kind.ITEM, part, key, value, null, problem);
        }
    }

    /** What to throw when a segment cannot be followed, whatever the resource has. */
    BuildException unusable(Segment segment, String why) {
        return BuildException.of(
                INVALID,
                "`" + segment.text() + "` of the field path `" + this + "` cannot be followed: " + why + ".",
                written.origin());
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Splits at dots, but neither at escaped ones nor in brackets. */
    static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        List<String> pieces = unescaped(path);
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            if (!piece.startsWith("[") || piece.endsWith("]")) {
                parts.add(piece);
                continue;
            }
            StringBuilder bracketed = new StringBuilder(piece);
            while (i + 1 < pieces.size()) {
                i++;
                bracketed.append('.').append(pieces.get(i));
                if (pieces.get(i).endsWith("]")) {
                    break;
                }
            }
            String joined = bracketed.toString();
            parts.add(joined.contains("=") ? joined : withoutBrackets(joined));
        }
        return parts;
    }

    private static List<String> unescaped(String path) {
        List<String> pieces = new ArrayList<>();
        String[] raw = path.split("\\.", -1);
        int from = raw.length > 1 && raw[0].isEmpty() ? 1 : 0;
        for (int i = from; i < raw.length; i++) {
            int last = pieces.size() - 1;
            if (last >= 0 && pieces.get(last).endsWith("\\")) {
                String before = pieces.get(last);
                pieces.set(last, before.substring(0, before.length() - 1) + "." + raw[i]);
            } else {
                pieces.add(raw[i]);
            }
        }
        return pieces;
    }

    private static String withoutBrackets(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) == '[' || text.charAt(start) == ']')) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == '[' || text.charAt(end - 1) == ']')) {
            end--;
        }
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return written.text();
    }
}
