package io.github.ksailbot.engine.kustomize.regex;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what stands for one character of a set: brackets, classes and escapes. */
final class CharSetParser {
    private static final String META = "\\.+*?()|[]{}^$";

    /** A name or number in an escape is shorter; to look further each time would cost the square of a long text. */
    private static final int LONGEST = 1_000;

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

    private final RegexCursor in;

    CharSetParser(RegexCursor in) {
        this.in = in;
    }

    /** The rest of {@code [a-z]} or {@code [^a-z]}, behind its bracket. */
    CharSet bracket(boolean ignoreCase) throws RegexSyntaxException {
        boolean negated = in.take('^');
        List<CharSet> sets = new ArrayList<>();
        boolean first = true;
        while (first || !in.peek(']')) {
            first = false;
            CharSet named = named();
            sets.add(named == null ? range() : named);
        }
        in.next();
        CharSet members = CharSet.union(sets);
        CharSet cased = ignoreCase ? members.inAnyCase() : members;
        return negated ? cased.not() : cased;
    }

    private CharSet range() throws RegexSyntaxException {
        CharSet from = member();
        boolean isRange = in.peek('-') && in.hasOtherBehind(']');
        if (from.single() < 0 || !isRange) {
            return from;
        }
        in.next();
        int last = member().single();
        if (last < from.single()) {
            throw new RegexSyntaxException("a range in brackets goes backwards");
        }
        return CharSet.ofRange(from.single(), last);
    }

    /** {@code [:alpha:]} and the like; null when there is none. */
    private @Nullable CharSet named() throws RegexSyntaxException {
        if (!in.peek('[') || !in.peekBehind(':')) {
            return null;
        }
        String rest = in.ahead(2, LONGEST);
        int end = rest.indexOf(":]");
        if (end < 0) {
            return null;
        }
        boolean negated = rest.startsWith("^");
        CharSet set = NAMED.get(rest.substring(negated ? 1 : 0, end));
        if (set == null) {
            throw new RegexSyntaxException("`[:" + rest.substring(0, end) + ":]` is not known");
        }
        in.skip(rest.codePointCount(0, end) + 4);
        return negated ? set.not() : set;
    }

    private CharSet member() throws RegexSyntaxException {
        if (in.atEnd()) {
            throw new RegexSyntaxException("a `[` is not closed");
        }
        int next = in.next();
        return next == '\\' ? escaped() : CharSet.of(next);
    }

    /** What follows a backslash. */
    CharSet escaped() throws RegexSyntaxException {
        if (in.atEnd()) {
            throw new RegexSyntaxException("it ends with a backslash");
        }
        int next = in.next();
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

    /** Two digits, or any number of them in braces. */
    private int hexadecimal() throws RegexSyntaxException {
        boolean braced = in.take('{');
        String ahead = in.ahead(0, braced ? LONGEST : 2);
        int close = braced ? ahead.indexOf('}') : 2;
        String digits = close < 0 || close > ahead.length() ? "" : ahead.substring(0, close);
        boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        BigInteger codePoint = isNumber ? new BigInteger(digits, 16) : BigInteger.valueOf(-1);
        if (codePoint.signum() < 0 || codePoint.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) > 0) {
            throw new RegexSyntaxException("`\\x` is not followed by a code point");
        }
        in.skip(digits.length() + (braced ? 1 : 0));
        return codePoint.intValue();
    }
}
