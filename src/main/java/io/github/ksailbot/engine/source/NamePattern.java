package io.github.ksailbot.engine.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for one name, as Go's {@code path.Match} reads it: {@code *} for any text, {@code ?} for one character, {@code [a-z]}
 * and {@code [^a-z]} for one of a class, and a backslash that takes the meaning from the character behind it. Other than in a
 * shell, {@code [!a]} is no negation, and a pattern that is broken matches nothing. The time is at most the length of the pattern
 * times that of the name.
 *
 * @see <a href="https://pkg.go.dev/path#Match">path.Match</a>
 */
final class NamePattern {
    /**
     * One element of a pattern.
     *
     * @param ranges pairs of the first and the last character; empty for any character
     * @param isStar whether it stands for any number of any characters
     */
    private record Element(List<int[]> ranges, boolean isNegated, boolean isStar) {
        boolean accepts(int character) {
            if (ranges.isEmpty()) {
                return true;
            }
            for (int[] range : ranges) {
                if (range[0] <= character && character <= range[1]) {
                    return !isNegated;
                }
            }
            return isNegated;
        }
    }

    private static final Element STAR = new Element(List.of(), false, true);
    private static final Element ANY = new Element(List.of(), false, false);

    /** Null for a broken pattern. */
    private final @Nullable List<Element> elements;

    /** How a name has to end for a pattern of this text behind at most one star at its begin, as most are; null for all others. */
    private final @Nullable String end;

    private final boolean isWhole;

    NamePattern(String pattern) {
        this.elements = new Reader(pattern).read();
        this.isWhole = !pattern.startsWith("*");
        String text = isWhole ? pattern : pattern.substring(1);
        this.end = text.chars().anyMatch(character -> "*?[\\".indexOf(character) >= 0) ? null : text;
    }

    boolean matches(String name) {
        if (end != null) {
            return isWhole ? name.equals(end) : name.endsWith(end);
        }
        if (elements == null) {
            return false;
        }
        int[] text = name.codePoints().toArray();
        int at = 0;
        int element = 0;
        int star = -1;
        int afterStar = 0;
        while (at < text.length) {
            if (element < elements.size() && elements.get(element).isStar()) {
                star = element++;
                afterStar = at;
            } else if (element < elements.size() && elements.get(element).accepts(text[at])) {
                element++;
                at++;
            } else if (star >= 0) {
                // the last star takes one character more; those before it need not, as what is behind them is found
                element = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (element < elements.size() && elements.get(element).isStar()) {
            element++;
        }
        return element == elements.size();
    }

    private static final class Reader {
        private final int[] text;
        private int at;
        private boolean isBroken;

        Reader(String pattern) {
            this.text = pattern.codePoints().toArray();
        }

        @Nullable List<Element> read() {
            List<Element> elements = new ArrayList<>();
            while (at < text.length && !isBroken) {
                int character = text[at++];
                switch (character) {
                    case '*' -> elements.add(STAR);
                    case '?' -> elements.add(ANY);
                    case '[' -> elements.add(characterClass());
                    case '\\' -> elements.add(single(next()));
                    default -> elements.add(single(character));
                }
            }
            return isBroken ? null : List.copyOf(elements);
        }

        private static Element single(int character) {
            return new Element(List.of(new int[] {character, character}), false, false);
        }

        private Element characterClass() {
            boolean isNegated = at < text.length && text[at] == '^';
            if (isNegated) {
                at++;
            }
            List<int[]> ranges = new ArrayList<>();
            do {
                int first = classCharacter();
                int last = first;
                if (at < text.length && text[at] == '-') {
                    at++;
                    last = classCharacter();
                }
                ranges.add(new int[] {first, last});
                isBroken |= at >= text.length;
            } while (!isBroken && text[at] != ']');
            at++;
            return new Element(ranges, isNegated, false);
        }

        private int classCharacter() {
            int character = next();
            isBroken |= character == '-' || character == ']';
            return character == '\\' ? next() : character;
        }

        private int next() {
            if (at >= text.length) {
                isBroken = true;
                return 0;
            }
            return text[at++];
        }
    }
}
