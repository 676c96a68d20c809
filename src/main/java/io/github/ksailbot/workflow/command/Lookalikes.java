package io.github.ksailbot.workflow.command;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Tells lines that address the bot, also those that only look as if they did: what people take for a command is refused
 * with a reason, not passed over.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">Unicode Technical Standard 39</a>
 */
final class Lookalikes {
    private static final String NAME = "/ksail";

    /** Of the letters of the bot's name and its slash; what compatibility normalization folds is not among them. */
    private static final Map<Integer, Character> CONFUSABLE = Map.ofEntries(
            Map.entry(0x2044, '/'),
            Map.entry(0x2215, '/'),
            Map.entry(0x2571, '/'),
            Map.entry(0x29F8, '/'),
            Map.entry(0x043A, 'k'),
            Map.entry(0x03BA, 'k'),
            Map.entry(0x2C95, 'k'),
            Map.entry(0x0455, 's'),
            Map.entry(0xA731, 's'),
            Map.entry(0x10448, 's'),
            Map.entry(0x0430, 'a'),
            Map.entry(0x0251, 'a'),
            Map.entry(0x03B1, 'a'),
            Map.entry(0x0456, 'i'),
            Map.entry(0x0131, 'i'),
            Map.entry(0x03B9, 'i'),
            Map.entry(0x0269, 'i'),
            Map.entry(0x04CF, 'l'),
            Map.entry(0x04C0, 'l'),
            Map.entry(0x01C0, 'l'),
            Map.entry(0x05D5, 'l'),
            Map.entry(0x2223, 'l'));

    private Lookalikes() {}

    static boolean isIn(String text) {
        return text.lines().anyMatch(Lookalikes::addressesTheBot);
    }

    /** Whether the line's first word is the bot's name, or looks like it. */
    static boolean addressesTheBot(String line) {
        String skeleton = skeleton(line);
        return skeleton.startsWith(NAME)
                && (skeleton.length() == NAME.length() || !isPartOfWord(skeleton.charAt(NAME.length())));
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '/' || c == '.';
    }

    /** The beginning of a line as the eye sees it: enough to hold the name and what follows. */
    private static String skeleton(String line) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length() && i < 200 && out.length() <= NAME.length() + 4; ) {
            int c = line.codePointAt(i);
            i += Character.charCount(c);
            if (isInvisible(c)) {
                continue;
            }
            Character confusable = CONFUSABLE.get(Character.toLowerCase(c));
            if (confusable != null) {
                out.append(confusable.charValue());
            } else {
                String folded = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "");
                out.append(folded.toLowerCase(Locale.ROOT));
            }
        }
        return out.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t';
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
        };
    }
}
