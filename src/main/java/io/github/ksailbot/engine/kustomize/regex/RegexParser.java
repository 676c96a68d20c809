package io.github.ksailbot.engine.kustomize.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses Go's regular expressions.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
final class RegexParser {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_REPEAT = 1000;

    /**
     * @param ignoreCase {@code (?i)}
     * @param lines {@code (?m)}: ^ and $ match at the ends of lines too
     * @param dotAll {@code (?s)}: a dot matches line feeds too
     */
    private record Flags(boolean ignoreCase, boolean lines, boolean dotAll) {}

    private final RegexCursor in;
    private final CharSetParser sets;
    private int depth;
    private Flags flags = new Flags(false, false, false);

    private RegexParser(String text) {
        in = new RegexCursor(text);
        sets = new CharSetParser(in);
    }

    static RegexNode parse(String text) throws RegexSyntaxException {
        RegexParser parser = new RegexParser(text);
        RegexNode node = parser.either();
        if (!parser.in.atEnd()) {
            throw new RegexSyntaxException("there is a `)` too many");
        }
        return node;
    }

    private RegexNode either() throws RegexSyntaxException {
        List<RegexNode> branches = new ArrayList<>();
        branches.add(sequence());
        while (in.take('|')) {
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new RegexNode.Either(branches);
    }

    private RegexNode sequence() throws RegexSyntaxException {
        List<RegexNode> parts = new ArrayList<>();
        while (!in.atEnd() && !in.peek('|') && !in.peek(')')) {
            parts.add(repeated(atom()));
        }
        return new RegexNode.Sequence(parts);
    }

    private RegexNode repeated(RegexNode atom) throws RegexSyntaxException {
        RegexNode node = atom;
        boolean again = false;
        while (!in.atEnd()) {
            int start = in.place();
            int min = in.peek('+') ? 1 : 0;
            int max = in.peek('?') ? 1 : -1;
            if (in.take('{')) {
                int[] bounds = bounds();
                if (bounds.length == 0) {
                    in.backTo(start);
                    return node;
                }
                min = bounds[0];
                max = bounds[1];
            } else if (!in.take('*') && !in.take('+') && !in.take('?')) {
                return node;
            }
            if (again) {
                throw new RegexSyntaxException("a repetition is repeated");
            }
            again = true;
            // Whether it takes as little or as much as it can does not change what matches.
            in.take('?');
            node = new RegexNode.Repeat(node, min, max);
        }
        return node;
    }

    /** Two numbers behind a brace; none when this is no repetition but a brace. */
    private int[] bounds() throws RegexSyntaxException {
        int min = number();
        if (min < 0) {
            return new int[0];
        }
        int max = min;
        if (in.take(',')) {
            max = in.peek('}') ? -1 : number();
            if (max < 0 && !in.peek('}')) {
                return new int[0];
            }
        }
        if (!in.take('}')) {
            return new int[0];
        }
        if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && max < min)) {
            throw new RegexSyntaxException("the repetition {" + min + "," + max + "} is not possible");
        }
        return new int[] {min, max};
    }

    /** -1 when there are no digits. */
    private int number() {
        int start = in.place();
        int number = 0;
        for (String digit = in.ahead(0, 1); digit.matches("[0-9]"); digit = in.ahead(0, 1)) {
            number = Math.min(number * 10 + digit.charAt(0) - '0', MAX_REPEAT + 1);
            in.skip(1);
        }
        return in.place() == start ? -1 : number;
    }

    private RegexNode atom() throws RegexSyntaxException {
        int next = in.next();
        return switch (next) {
            case '.' -> new RegexNode.One(flags.dotAll() ? CharSet.ANY : CharSet.NOT_NEWLINE);
            case '^' -> flags.lines() ? RegexNode.Place.LINE_BEGIN : RegexNode.Place.TEXT_BEGIN;
            case '$' -> flags.lines() ? RegexNode.Place.LINE_END : RegexNode.Place.TEXT_END;
            case '(' -> group();
            case '[' -> new RegexNode.One(sets.bracket(flags.ignoreCase()));
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
        if (in.take('?') && !groupOptions()) {
            // (?i): the flags hold up to the end of the group around.
            depth--;
            return new RegexNode.Sequence(List.of());
        }
        RegexNode node = either();
        if (!in.take(')')) {
            throw new RegexSyntaxException("a `(` is not closed");
        }
        flags = outer;
        depth--;
        return node;
    }

    /** Reads {@code :}, {@code P<name>}, {@code i:} or {@code i)} behind {@code (?}; false for the last, which is no group. */
    private boolean groupOptions() throws RegexSyntaxException {
        if (in.peek('P') || in.peek('<')) {
            while (!in.atEnd() && !in.take('>')) {
                in.next();
            }
            return true;
        }
        boolean on = true;
        while (!in.atEnd()) {
            int next = in.next();
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

    private CharSet cased(CharSet set) {
        return flags.ignoreCase() ? set.inAnyCase() : set;
    }

    private RegexNode escape() throws RegexSyntaxException {
        if (in.take('b')) {
            return RegexNode.Place.WORD_BOUNDARY;
        }
        if (in.take('B')) {
            return RegexNode.Place.NO_WORD_BOUNDARY;
        }
        if (in.take('A')) {
            return RegexNode.Place.TEXT_BEGIN;
        }
        if (in.take('z')) {
            return RegexNode.Place.TEXT_END;
        }
        return in.take('Q') ? quoted() : new RegexNode.One(cased(sets.escaped()));
    }

    private RegexNode quoted() throws RegexSyntaxException {
        List<RegexNode> parts = new ArrayList<>();
        while (!in.atEnd()) {
            if (in.peek('\\') && in.peekBehind('E')) {
                in.skip(2);
                break;
            }
            parts.add(literal(in.next()));
        }
        if (!parts.isEmpty()) {
            // A repetition behind the end is about the last character only.
            int last = parts.size() - 1;
            parts.set(last, repeated(parts.get(last)));
        }
        return new RegexNode.Sequence(parts);
    }
}
