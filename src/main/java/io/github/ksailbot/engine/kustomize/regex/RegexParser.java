package io.github.ksailbot.engine.kustomize.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses Go's regular expressions.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
final class RegexParser {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_REPEAT = 1000;
    private static final String META = "\\.+*?()|[]{}^$";

    private static final Map<String, CharSet> NAMED = Map.ofEntries(
            Map.entry("alnum", CharSet.ofRanges("09AZaz")),
            Map.entry("alpha", CharSet.ofRanges("AZaz")),
            Map.entry("ascii", CharSet.ofRanges("\u0000\u007f")),
            Map.entry("blank", CharSet.ofRanges("\t\t  ")),
            Map.entry("cntrl", CharSet.ofRanges("\u0000\u001f\u007f\u007f")),
            Map.entry("digit", CharSet.DIGIT),
            Map.entry("graph", CharSet.ofRanges("!~")),
            Map.entry("lower", CharSet.ofRanges("az")),
            Map.entry("print", CharSet.ofRanges(" ~")),
            Map.entry("punct", CharSet.ofRanges("!/:@[`{~")),
            Map.entry("space", CharSet.ofRanges("\t\r  ")),
            Map.entry("upper", CharSet.ofRanges("AZ")),
            Map.entry("word", CharSet.WORD),
            Map.entry("xdigit", CharSet.ofRanges("09AFaf")));

    /**
     * @param ignoreCase {@code (?i)}
     * @param lines {@code (?m)}: ^ and $ match at the ends of lines too
     * @param dotAll {@code (?s)}: a dot matches line feeds too
     */
    private record Flags(boolean ignoreCase, boolean lines, boolean dotAll) {}

    private final int[] text;
    private int at;
    private int depth;
    private Flags flags = new Flags(false, false, false);

    private RegexParser(String text) {
        this.text = text.codePoints().toArray();
    }

    static RegexNode parse(String text) throws RegexSyntaxException {
        RegexParser parser = new RegexParser(text);
        RegexNode node = parser.either();
        if (parser.at < parser.text.length) {
            throw new RegexSyntaxException("there is a `)` too many");
        }
        return node;
    }

    private RegexNode either() throws RegexSyntaxException {
        List<RegexNode> branches = new ArrayList<>();
        branches.add(sequence());
        while (peek('|')) {
            at++;
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new RegexNode.Either(branches);
    }

    private RegexNode sequence() throws RegexSyntaxException {
        List<RegexNode> parts = new ArrayList<>();
        while (at < text.length && text[at] != '|' && text[at] != ')') {
            parts.add(repeated(atom()));
        }
        return new RegexNode.Sequence(parts);
    }

    private RegexNode repeated(RegexNode atom) throws RegexSyntaxException {
        RegexNode node = atom;
        boolean again = false;
        while (at < text.length) {
            int start = at;
            int min = text[at] == '+' ? 1 : 0;
            int max = text[at] == '?' ? 1 : -1;
            if (text[at] == '{') {
                int[] bounds = bounds();
                if (bounds.length == 0) {
                    at = start;
                    return node;
                }
                min = bounds[0];
                max = bounds[1];
            } else if (text[at] == '*' || text[at] == '+' || text[at] == '?') {
                at++;
            } else {
                return node;
            }
            if (again) {
                throw new RegexSyntaxException("a repetition is repeated");
            }
            again = true;
            if (peek('?')) {
                // Whether it takes as little or as much as it can does not change what matches.
                at++;
            }
            node = new RegexNode.Repeat(node, min, max);
        }
        return node;
    }

    /** Two numbers; none when this is no repetition but a brace. */
    private int[] bounds() throws RegexSyntaxException {
        at++;
        int min = number();
        if (min < 0) {
            return new int[0];
        }
        int max = min;
        if (peek(',')) {
            at++;
            max = peek('}') ? -1 : number();
            if (max < 0 && !peek('}')) {
                return new int[0];
            }
        }
        if (!peek('}')) {
            return new int[0];
        }
        at++;
        if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && max < min)) {
            throw new RegexSyntaxException("the repetition {" + min + "," + max + "} is not possible");
        }
        return new int[] {min, max};
    }

    private int number() {
        int start = at;
        int number = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            number = Math.min(number * 10 + text[at] - '0', MAX_REPEAT + 1);
            at++;
        }
        return at == start ? -1 : number;
    }

    private RegexNode atom() throws RegexSyntaxException {
        int next = text[at++];
        return switch (next) {
            case '.' -> new RegexNode.One(flags.dotAll() ? CharSet.ANY : CharSet.NOT_NEWLINE);
            case '^' -> flags.lines() ? RegexNode.Place.LINE_BEGIN : RegexNode.Place.TEXT_BEGIN;
            case '$' -> flags.lines() ? RegexNode.Place.LINE_END : RegexNode.Place.TEXT_END;
            case '(' -> group();
            case '[' -> new RegexNode.One(bracket());
            case '\\' -> escape();
            case '*', '+', '?' ->
                throw new RegexSyntaxException("there is nothing before `" + Character.toString(next) + "` to repeat");
            default -> literal(next);
        };
    }

    private RegexNode literal(int codePoint) {
        return new RegexNode.One(cased(CharSet.of(codePoint)));
    }

    private RegexNode group() throws RegexSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw new RegexSyntaxException("it has more than " + MAX_DEPTH + " levels of groups");
        }
        Flags outer = flags;
        if (peek('?') && !groupOptions()) {
            // (?i): the flags hold up to the end of the group around.
            depth--;
            return new RegexNode.Sequence(List.of());
        }
        RegexNode node = either();
        if (!peek(')')) {
            throw new RegexSyntaxException("a `(` is not closed");
        }
        at++;
        flags = outer;
        depth--;
        return node;
    }

    /** Reads {@code ?:}, {@code ?P<name>}, {@code ?i:} or {@code ?i)}; false for the last, which is no group. */
    private boolean groupOptions() throws RegexSyntaxException {
        at++;
        if (peek('P') || peek('<')) {
            while (at < text.length && text[at] != '>') {
                at++;
            }
            at++;
            return true;
        }
        boolean on = true;
        while (at < text.length) {
            int next = text[at++];
            switch (next) {
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                case '-' -> on = false;
                case 'i' -> flags = new Flags(on, flags.lines(), flags.dotAll());
                case 'm' -> flags = new Flags(flags.ignoreCase(), on, flags.dotAll());
                case 's' -> flags = new Flags(flags.ignoreCase(), flags.lines(), on);
                case 'U' -> {
                    // Swaps greedy and lazy repetitions, which changes nothing about what matches.
                }
                default ->
                    throw new RegexSyntaxException(
                            "`(?" + Character.toString(next) + "` is not known; Go has no look-ahead and look-behind");
            }
        }
        throw new RegexSyntaxException("a `(` is not closed");
    }

    private CharSet bracket() throws RegexSyntaxException {
        boolean negated = peek('^');
        if (negated) {
            at++;
        }
        List<CharSet> sets = new ArrayList<>();
        boolean first = true;
        while (first || !peek(']')) {
            first = false;
            CharSet named = named();
            sets.add(named == null ? range() : named);
        }
        at++;
        CharSet members = cased(CharSet.union(sets));
        return negated ? members.not() : members;
    }

    private CharSet range() throws RegexSyntaxException {
        CharSet from = member();
        if (from.single() < 0 || !isRange()) {
            return from;
        }
        at++;
        int last = member().single();
        if (last < from.single()) {
            throw new RegexSyntaxException("a range in brackets goes backwards");
        }
        return CharSet.ofRange(from.single(), last);
    }

    private CharSet cased(CharSet set) {
        return flags.ignoreCase() ? set.inAnyCase() : set;
    }

    private boolean isRange() {
        return peek('-') && at + 1 < text.length && text[at + 1] != ']';
    }

    /** {@code [:alpha:]} and the like; null when there is none. */
    private @Nullable CharSet named() throws RegexSyntaxException {
        if (!peek('[') || at + 1 >= text.length || text[at + 1] != ':') {
            return null;
        }
        String rest = new String(text, at + 2, text.length - at - 2);
        int end = rest.indexOf(":]");
        if (end < 0) {
            return null;
        }
        boolean negated = rest.startsWith("^");
        CharSet set = NAMED.get(rest.substring(negated ? 1 : 0, end));
        if (set == null) {
            throw new RegexSyntaxException("`[:" + rest.substring(0, end) + ":]` is not known");
        }
        at += rest.codePointCount(0, end) + 4;
        return negated ? set.not() : set;
    }

    private CharSet member() throws RegexSyntaxException {
        if (at >= text.length) {
            throw new RegexSyntaxException("a `[` is not closed");
        }
        int next = text[at++];
        return next == '\\' ? escapedSet() : CharSet.of(next);
    }

    private RegexNode escape() throws RegexSyntaxException {
        if (at < text.length) {
            switch (text[at]) {
                case 'b' -> {
                    at++;
                    return RegexNode.Place.WORD_BOUNDARY;
                }
                case 'B' -> {
                    at++;
                    return RegexNode.Place.NO_WORD_BOUNDARY;
                }
                case 'A' -> {
                    at++;
                    return RegexNode.Place.TEXT_BEGIN;
                }
                case 'z' -> {
                    at++;
                    return RegexNode.Place.TEXT_END;
                }
                case 'Q' -> {
                    at++;
                    return quoted();
                }
                default -> {
                    return new RegexNode.One(cased(escapedSet()));
                }
            }
        }
        throw new RegexSyntaxException("it ends with a backslash");
    }

    private RegexNode quoted() throws RegexSyntaxException {
        List<RegexNode> parts = new ArrayList<>();
        while (at < text.length) {
            if (text[at] == '\\' && at + 1 < text.length && text[at + 1] == 'E') {
                at += 2;
                break;
            }
            parts.add(literal(text[at++]));
        }
        if (!parts.isEmpty()) {
            // A repetition behind the end is about the last character only.
            int last = parts.size() - 1;
            parts.set(last, repeated(parts.get(last)));
        }
        return new RegexNode.Sequence(parts);
    }

    private CharSet escapedSet() throws RegexSyntaxException {
        if (at >= text.length) {
            throw new RegexSyntaxException("it ends with a backslash");
        }
        int next = text[at++];
        return switch (next) {
            case 'd' -> CharSet.DIGIT;
            case 'D' -> CharSet.DIGIT.not();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.not();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.not();
            case 't' -> CharSet.of('\t');
            case 'n' -> CharSet.of('\n');
            case 'r' -> CharSet.of('\r');
            case 'f' -> CharSet.of('\f');
            case 'v' -> CharSet.of(0x0b);
            case 'a' -> CharSet.of(0x07);
            case 'x' -> CharSet.of(hexadecimal());
            default -> {
                boolean letter =
                        (next >= '0' && next <= '9') || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
                if (letter || (next >= 0x80 && META.indexOf(next) < 0)) {
                    throw new RegexSyntaxException("`\\" + Character.toString(next) + "` is not known");
                }
                yield CharSet.of(next);
            }
        };
    }

    private int hexadecimal() throws RegexSyntaxException {
        boolean braced = peek('{');
        int start = braced ? at + 1 : at;
        int end = start;
        while (end < text.length && (braced ? text[end] != '}' : end < start + 2)) {
            end++;
        }
        try {
            int codePoint = Integer.parseInt(new String(text, start, end - start), 16);
            if (Character.isValidCodePoint(codePoint)) {
                at = braced ? end + 1 : end;
                return codePoint;
            }
        } catch (NumberFormatException e) {
            throw new RegexSyntaxException("`\\x` is not followed by a code point");
        }
        throw new RegexSyntaxException("`\\x` is not followed by a code point");
    }

    private boolean peek(int codePoint) {
        return at < text.length && text[at] == codePoint;
    }
}
