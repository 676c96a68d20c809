package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.Map;

/** Words of texts, and the case of their letters. */
final class SprigWords {
    static final Map<String, GoFunction> ALL = Map.ofEntries(
            Map.entry("title", a -> title(a.exactly(1).string(0))),
            Map.entry("untitle", a -> untitle(a.exactly(1).string(0))),
            Map.entry("swapcase", a -> swapCase(a.exactly(1).string(0))),
            Map.entry("initials", a -> initials(a.exactly(1).string(0))),
            Map.entry("nospace", a -> a.exactly(1).string(0).replaceAll("\\s", "")),
            Map.entry("snakecase", a -> joined(a.exactly(1).string(0), '_')),
            Map.entry("kebabcase", a -> joined(a.exactly(1).string(0), '-')),
            Map.entry("camelcase", a -> camelCase(a.exactly(1).string(0))),
            Map.entry("abbrev", a -> abbreviated(a.exactly(2).string(1), 0, a.integer(0))),
            Map.entry("abbrevboth", a -> abbreviated(a.exactly(3).string(2), a.integer(0), a.integer(1))),
            Map.entry("wrap", a -> wrap(a, a.exactly(2).string(1), "\n", false)),
            Map.entry("wrapWith", a -> wrap(a, a.exactly(3).string(2), a.string(1), true)));

    private SprigWords() {}

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean begins = true;
        for (int c : text.codePoints().toArray()) {
            out.appendCodePoint(begins ? Character.toTitleCase(c) : c);
            begins = !Character.isLetterOrDigit(c) && c != '_';
        }
        return out.toString();
    }

    private static String untitle(String text) {
        StringBuilder out = new StringBuilder();
        boolean begins = true;
        for (int c : text.codePoints().toArray()) {
            out.appendCodePoint(begins ? Character.toLowerCase(c) : c);
            begins = Character.isWhitespace(c);
        }
        return out.toString();
    }

    private static String swapCase(String text) {
        StringBuilder out = new StringBuilder();
        boolean begins = true;
        for (int c : text.codePoints().toArray()) {
            if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
                out.appendCodePoint(Character.toLowerCase(c));
            } else if (Character.isLowerCase(c)) {
                out.appendCodePoint(begins ? Character.toTitleCase(c) : Character.toUpperCase(c));
            } else {
                out.appendCodePoint(c);
            }
            begins = Character.isWhitespace(c);
        }
        return out.toString();
    }

    private static String initials(String text) {
        StringBuilder out = new StringBuilder();
        boolean begins = true;
        for (int c : text.codePoints().toArray()) {
            if (Character.isWhitespace(c)) {
                begins = true;
            } else if (begins) {
                out.appendCodePoint(c);
                begins = false;
            }
        }
        return out.toString();
    }

    /** Words in lower case. Digits before small letters begin a word that goes on with both. */
    private static String joined(String text, char separator) {
        StringBuilder out = new StringBuilder();
        int[] all = text.codePoints().toArray();
        boolean numeric = false;
        for (int i = 0; i < all.length; i++) {
            int c = all[i];
            int before = i == 0 ? separator : all[i - 1];
            int after = i + 1 < all.length ? all[i + 1] : separator;
            if (c == '-' || c == '_' || Character.isWhitespace(c)) {
                out.append(separator);
                numeric = false;
                continue;
            }
            boolean begins = false;
            if (Character.isUpperCase(c)) {
                begins = Character.isLowerCase(before)
                        || Character.isDigit(before)
                        || (Character.isUpperCase(before) && Character.isLowerCase(after));
                numeric = false;
            } else if (Character.isDigit(c) && !Character.isDigit(before) && !numeric) {
                int end = i;
                while (end < all.length && Character.isDigit(all[end])) {
                    end++;
                }
                numeric = end < all.length && Character.isLowerCase(all[end]);
                begins = numeric && Character.isLetter(before);
            }
            if (begins && out.length() > 0) {
                out.append(separator);
            }
            out.appendCodePoint(Character.toLowerCase(c));
        }
        return out.toString();
    }

    private static String camelCase(String text) {
        StringBuilder out = new StringBuilder();
        boolean begins = true;
        boolean leading = true;
        for (int c : text.codePoints().toArray()) {
            boolean connects = c == '-' || c == '_' || Character.isWhitespace(c);
            if (connects && leading) {
                out.appendCodePoint(c);
            } else if (connects) {
                begins = true;
            } else {
                out.appendCodePoint(begins ? Character.toUpperCase(c) : c);
                begins = false;
                leading = false;
            }
        }
        return out.toString();
    }

    private static String abbreviated(String text, int offset, int width) {
        int least = offset > 0 ? 7 : 4;
        if (width < least || text.length() <= width) {
            return text;
        }
        int begin = Math.min(offset, text.length());
        if (text.length() - begin < width - 3) {
            begin = text.length() - (width - 3);
        }
        if (begin <= 4) {
            return text.substring(0, width - 3) + "...";
        }
        if (begin + width - 3 < text.length()) {
            return "..." + abbreviated(text.substring(begin), 0, width - 3);
        }
        return "..." + text.substring(text.length() - (width - 3));
    }

    private static String wrap(Arguments a, String text, String newLine, boolean breaksWords)
            throws GoTemplateException {
        int width = Math.max(1, a.integer(0));
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (text.length() - from > width) {
            if (text.charAt(from) == ' ') {
                from++;
                continue;
            }
            int space = text.lastIndexOf(' ', from + width);
            if (space < from && !breaksWords) {
                space = text.indexOf(' ', from + width);
                if (space < 0) {
                    break;
                }
            }
            int end = space < from ? from + width : space;
            out.append(text, from, end).append(newLine);
            a.meter().claim(newLine.length());
            from = space < from ? end : end + 1;
        }
        return out.append(text.substring(from)).toString();
    }
}
