package io.github.ksailbot.message;

import java.util.regex.Pattern;

/**
 * Text of others in GitHub's Markdown, as text and nothing else: no mention, reference, link, image, HTML, emphasis or
 * table cell of theirs, and no way out of a code span.
 *
 * <p>GitHub looks for mentions and references after it has turned Markdown into HTML, so that backslashes and character
 * entities do not stop them; only code elements and zero-width spaces do.
 */
final class Markdown {
    private static final String BREAK = "&#8203;";
    private static final Pattern ISSUE_PREFIX = Pattern.compile("(?i)(GH-)(?=\\d)");

    /** What is the same inside a code span, inside a table cell, and to a careless reader of the source. */
    private static final Pattern PLAIN_CODE = Pattern.compile("[\\p{L}\\p{N}\\p{M} ._/:,;=+*'\"{}()\\[\\]$%^~?…⏎-]+");

    private static final Pattern LINKISH = Pattern.compile("]\\s*[(\\[:]|://|(?i:www\\.)");

    private Markdown() {}

    /** Running text. */
    static String text(String raw) {
        String line = PlainText.visible(raw);
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            escape(line.charAt(i), line, i, out);
        }
        return ISSUE_PREFIX.matcher(out).replaceAll("$1" + BREAK);
    }

    private static void escape(char c, String line, int at, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '@' -> out.append("@").append(BREAK);
            case '#' -> out.append("\\#").append(BREAK);
            case ':' -> out.append(line.startsWith("//", at + 1) ? ":" + BREAK : ":");
            case '.' -> out.append(isAfterWww(line, at) ? BREAK + "." : atStart(line, at) ? "\\." : ".");
            // Brackets are escaped, but careless readers of the source look for these two together.
            case '(' -> out.append(at > 0 && line.charAt(at - 1) == ']' ? "\\(" : "(");
            case ')' -> out.append(atStart(line, at) ? "\\)" : ")");
            case '-', '+', '=' -> out.append(line.substring(0, at).isBlank() ? "\\" + c : String.valueOf(c));
            case '\\', '`', '*', '_', '{', '}', '[', ']', '!', '|', '~', '$', '^' ->
                out.append('\\').append(c);
            default -> out.append(c);
        }
    }

    private static boolean isAfterWww(String line, int at) {
        return at >= 3 && line.regionMatches(true, at - 3, "www", 0, 3);
    }

    /** Whether only digits come before: {@code 1.} or {@code 1)} would begin a list. */
    private static boolean atStart(String line, int at) {
        boolean last = at + 1 == line.length() || line.charAt(at + 1) == ' ';
        String before = line.substring(0, at).strip();
        return last && !before.isEmpty() && before.chars().allMatch(Character::isDigit);
    }

    /** A name, path or value, set as code. */
    static String code(String raw) {
        String line = PlainText.line(raw, Limits.NAME);
        if (line.isBlank()) {
            return "(empty)";
        }
        boolean plain = PLAIN_CODE.matcher(line).matches()
                && !LINKISH.matcher(line).find()
                && line.strip().length() == line.length();
        return plain ? "`" + line + "`" : htmlCode(line);
    }

    /** {@link #code} for places where GitHub reads HTML, not Markdown: on the lines of a {@code <details>} element. */
    static String htmlCode(String raw) {
        String line = PlainText.line(raw, Limits.NAME);
        StringBuilder out = new StringBuilder("<code>");
        line.codePoints().forEach(c -> {
            if (c == '@') {
                // GitHub's Markdown makes e-mail addresses links even inside a code element.
                out.append("&#64;").append(BREAK);
            } else if (c < 0x80 && !Character.isLetterOrDigit(c) && c != ' ' && c != '/' && c != '-') {
                out.append("&#").append(c).append(';');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append("</code>").toString();
    }

    /** A sentence in which what a repository wrote stands between backquotes, as in the message of a finding. */
    static String sentence(String raw, int limit) {
        String[] pieces = PlainText.line(raw, limit).split("`", -1);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pieces.length; i++) {
            boolean quoted = i % 2 == 1;
            if (quoted && i == pieces.length - 1) {
                out.append("\\`").append(text(pieces[i]));
            } else if (quoted) {
                // Two code spans that touch would be one.
                boolean touches = !out.isEmpty() && out.charAt(out.length() - 1) == '`';
                out.append(touches ? " " : "").append(pieces[i].isBlank() ? "\\`\\`" : code(pieces[i]));
            } else {
                out.append(pieces[i].isEmpty() ? "" : text(pieces[i]));
            }
        }
        return out.toString();
    }

    /** Folded away until somebody clicks; {@code summary} is ours and plain, {@code body} ends with a line break. */
    static String detailsOpen(String summary) {
        return "<details><summary>" + summary + "</summary>\n\n";
    }

    static String detailsClose() {
        return "\n</details>\n\n";
    }
}
