package io.github.ksailbot.engine.helm.values;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets values as {@code helm --set} does: {@code a.b[0].c=text}, {@code list={a,b}}, several of them with commas between. A
 * backslash takes the meaning from the character behind it.
 *
 * @see <a href="https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set">Helm</a>
 */
public final class ValuesPath {
    private static final int MAX_INDEX = 65_536;
    private static final int MAX_DEPTH = 30;
    private static final Pattern INTEGER = Pattern.compile("0|[+-]?[1-9][0-9]{0,18}|[+-]0+[0-9]{0,17}");
    private static final char END = '\0';

    private final String text;
    private final Form form;
    private final Origin origin;
    private int at;
    private boolean endsEmpty;

    private ValuesPath(String text, Form form, Origin origin) {
        this.text = text;
        this.form = form;
        this.origin = origin;
    }

    /**
     * Values with one more, as a {@code valuesFrom} with a {@code targetPath} sets it: a quoted value is a string, whatever is in
     * it.
     *
     * @param origin of the new value
     */
    public static MappingNode set(MappingNode values, String path, String value, Origin origin)
            throws ValuesPathException {
        boolean isQuoted = isBetween(value, '\'') || isBetween(value, '"');
        String plain = isQuoted ? value.replaceAll("^['\"]+|['\"]+$", "") : value;
        return set(values, path, plain, isQuoted ? Form.TEXT : Form.TYPED, origin);
    }

    /**
     * Values with one more, as a command line sets it.
     *
     * @param origin of the new value
     */
    public static MappingNode set(MappingNode values, String path, String value, Form form, Origin origin)
            throws ValuesPathException {
        return new ValuesPath(path + "=" + value, form, origin).parse(values);
    }

    private static boolean isBetween(String value, char quote) {
        return !value.isEmpty() && value.charAt(0) == quote && value.charAt(value.length() - 1) == quote;
    }

    /** What becomes of a value. */
    public enum Form {
        /** A number, a boolean or nothing where it looks like one: {@code --set}. */
        TYPED,
        /** A text, or a list of texts: {@code --set-string}. */
        TEXT,
        /** A text as it is, as {@code --set-file} has it from a file. */
        LITERAL,
        /** A text as it is, behind a path in which a backslash and a comma mean nothing: {@code --set-literal}. */
        VERBATIM
    }

    private MappingNode parse(MappingNode values) throws ValuesPathException {
        MappingNode result = values;
        while (at < text.length()) {
            result = key(result, 0);
        }
        return result;
    }

    private MappingNode key(MappingNode data, int depth) throws ValuesPathException {
        StringBuilder name = new StringBuilder();
        char stop = until(form == Form.VERBATIM ? Set.of('=', '[', '.') : Set.of('=', '[', ',', '.'), name);
        String key = name.toString();
        switch (stop) {
            case '[' -> {
                Node old = data.get(key);
                if (old != null && !(old instanceof SequenceNode)) {
                    throw new ValuesPathException("`" + key + "` is no list");
                }
                return set(data, key, item(old instanceof SequenceNode list ? list : null, index(), depth));
            }
            case '=' -> {
                return set(data, key, value());
            }
            case '.' -> {
                if (depth >= MAX_DEPTH) {
                    throw new ValuesPathException("it is more than " + MAX_DEPTH + " levels deep");
                }
                Node old = data.get(key);
                if (old != null && !(old instanceof MappingNode)) {
                    throw new ValuesPathException("`" + key + "` has no fields");
                }
                MappingNode inner = old instanceof MappingNode mapping ? mapping : MappingNode.empty(origin);
                MappingNode changed = key(inner, depth + 1);
                if (changed.isEmpty() && endsEmpty) {
                    return data;
                }
                if (changed.isEmpty()) {
                    throw new ValuesPathException("`" + key + "` would have no fields");
                }
                return set(data, key, changed);
            }
            default -> throw new ValuesPathException("`" + key + "` has no value");
        }
    }

    private Node item(@Nullable SequenceNode list, int index, int depth) throws ValuesPathException {
        if (index > MAX_INDEX) {
            throw new ValuesPathException("the index " + index + " is larger than " + MAX_INDEX);
        }
        Node old = list != null && index < list.size() ? list.items().get(index) : null;
        StringBuilder between = new StringBuilder();
        char stop = until(Set.of('[', '.', '='), between);
        if (between.length() > 0) {
            throw new ValuesPathException("there is `" + between + "` behind an index");
        }
        if (stop == '[' && old != null && !(old instanceof SequenceNode) && !isNull(old)) {
            throw new ValuesPathException("the item " + index + " is no list");
        }
        Node value =
                switch (stop) {
                    case '=' -> value();
                    case '[' -> item(old instanceof SequenceNode inner ? inner : null, index(), depth);
                    case '.' -> key(old instanceof MappingNode mapping ? mapping : MappingNode.empty(origin), depth);
                    default -> throw new ValuesPathException("it ends behind an index");
                };
        // an empty value at the end stops Helm behind a key only
        endsEmpty &= stop != '=';
        List<Node> items = new ArrayList<>(list == null ? List.of() : list.items());
        if (endsEmpty && (index >= items.size() || (stop == '[' && !(old instanceof SequenceNode)))) {
            // it keeps Helm from putting something new into a list
            return new SequenceNode(items, list == null ? origin : list.origin());
        }
        while (items.size() <= index) {
            items.add(new ScalarNode("null", ScalarNode.Style.PLAIN, ScalarNode.Type.NULL, origin));
        }
        items.set(index, value);
        return new SequenceNode(items, list == null ? origin : list.origin());
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    private int index() throws ValuesPathException {
        StringBuilder digits = new StringBuilder();
        until(Set.of(']'), digits);
        try {
            int index = Integer.parseInt(digits.toString());
            if (index >= 0) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw new ValuesPathException("`" + digits + "` is no index");
        }
        throw new ValuesPathException("`" + digits + "` is no index");
    }

    private Node value() throws ValuesPathException {
        if (form == Form.LITERAL || form == Form.VERBATIM) {
            String literal = text.substring(at);
            at = text.length();
            return ScalarNode.string(literal, origin);
        }
        endsEmpty = at == text.length();
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            return list();
        }
        StringBuilder value = new StringBuilder();
        until(Set.of(','), value);
        return typed(value.toString());
    }

    private Node list() throws ValuesPathException {
        List<Node> items = new ArrayList<>();
        while (true) {
            StringBuilder item = new StringBuilder();
            char stop = until(Set.of(',', '}'), item);
            if (stop == END) {
                throw new ValuesPathException("a list must end with `}`");
            }
            items.add(typed(item.toString()));
            if (stop == '}') {
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                }
                return new SequenceNode(items, origin);
            }
        }
    }

    /** The character that ended it; {@link #END} for the end of the text. */
    private char until(Set<Character> stops, StringBuilder into) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (stops.contains(c)) {
                return c;
            }
            if (c == '\\' && form != Form.VERBATIM) {
                if (at == text.length()) {
                    // there is nothing that it could take the meaning from
                    return END;
                }
                c = text.charAt(at++);
            }
            into.append(c);
        }
        return END;
    }

    private MappingNode set(MappingNode data, String key, Node value) {
        if (key.isEmpty()) {
            return data;
        }
        Node before = data.get(key);
        return data.with(
                key,
                before == null || value instanceof MappingNode
                        ? value
                        : value.withOrigin(value.origin().over(before.origin())));
    }

    private ScalarNode typed(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (form == Form.TYPED) {
            if (lower.equals("true") || lower.equals("false")) {
                return new ScalarNode(lower, ScalarNode.Style.PLAIN, ScalarNode.Type.BOOLEAN, origin);
            }
            if (lower.equals("null")) {
                return new ScalarNode("null", ScalarNode.Style.PLAIN, ScalarNode.Type.NULL, origin);
            }
            if (INTEGER.matcher(value).matches() && isLong(value)) {
                return new ScalarNode(
                        Long.toString(Long.parseLong(value)), ScalarNode.Style.PLAIN, ScalarNode.Type.INTEGER, origin);
            }
        }
        return ScalarNode.string(value, origin);
    }

    private static boolean isLong(String value) {
        try {
            Long.parseLong(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
