package io.github.ksailbot.outside.chart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes the few words of templates for which the library has no option, without moving a line, and so that they can be told
 * and changed back in what comes of a template:
 *
 * <ul>
 *   <li>{@code lookup} asks the cluster even when charts are only rendered; here it finds nothing, as in {@code helm template};
 *   <li>{@code .Capabilities.APIVersions} cannot be told from outside; here it is what the template
 *       {@link ChartCopy#API_VERSIONS} says. Of all that a template can get hold of, only these have a method {@code Has}.
 * </ul>
 */
final class TemplateText {
    private static final String VERSIONS = ".APIVersions";
    private static final String HAS = ".Has";
    private static final int LONGEST_PARENTHESIS = 500;

    // two spaces, which hardly anybody writes there, tell our words from others; quotes would not do in a quoted
    // template
    private static final String NOTHING = "omit  (dict  )";
    private static final String KNOWN = "(fromJson  (include  (typeOf  dict)  ";

    private static final Pattern CHANGED_HAS = Pattern.compile("hasKey " + Pattern.quote(KNOWN) + "([^()]*)\\)\\)");
    private static final Pattern CHANGED_VERSIONS =
            Pattern.compile("\\(sortAlpha \\(keys " + Pattern.quote(KNOWN) + "([^()]*)\\)\\)\\)\\)");

    /** Actions in text that may become a template: values, files, and what a template quotes. */
    private static final Pattern QUOTED_ACTION = Pattern.compile("\\{\\{[^{}]*+}}");

    private static final Pattern QUOTED_WORD =
            Pattern.compile("(?<![\\w.$\"'`\\\\])(?:lookup(?=[\\s)}])|[$\\w.]*\\.(?:APIVersions|Has)(?=[\\s)}|]))");

    private final String text;
    private final boolean knowsVersions;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private TemplateText(String text, boolean knowsVersions) {
        this.text = text;
        this.knowsVersions = knowsVersions;
    }

    /**
     * Of a template.
     *
     * @param knowsVersions whether the chart's copy says which API versions there are
     */
    static String rewrite(String text, boolean knowsVersions) {
        return isConcerned(text) ? new TemplateText(text, knowsVersions).rewrite() : text;
    }

    /** Of text that a template may be made of while the chart is rendered. */
    static String rewriteQuoted(String text, boolean knowsVersions) {
        if (!text.contains("{{") || !isConcerned(text)) {
            return text;
        }
        return QUOTED_ACTION
                .matcher(text)
                .replaceAll(action -> Matcher.quoteReplacement(QUOTED_WORD
                        .matcher(action.group())
                        .replaceAll(word -> Matcher.quoteReplacement(changed(word.group(), knowsVersions)))));
    }

    /** What comes of a template, with the words that it was written with. */
    static String restored(String text) {
        String restored = text;
        if (text.contains(KNOWN)) {
            restored = CHANGED_HAS.matcher(restored).replaceAll("$1.Has");
            restored = CHANGED_VERSIONS.matcher(restored).replaceAll("$1");
        }
        return restored.replace(NOTHING, "lookup");
    }

    private static boolean isConcerned(String text) {
        return text.contains("lookup") || text.contains(VERSIONS) || text.contains(HAS);
    }

    private String rewrite() {
        while (at < text.length()) {
            int action = text.indexOf("{{", at);
            if (action < 0) {
                copyTo(text.length());
            } else {
                copyTo(action + 2);
                action();
            }
        }
        return out.toString();
    }

    /** Of {@code {{ … }}} everything behind the opening braces. */
    private void action() {
        if (text.startsWith("/*", at) || text.startsWith("- /*", at)) {
            int end = text.indexOf("*/", at);
            copyTo(end < 0 ? text.length() : end + 2);
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("}}", at)) {
                copyTo(at + 2);
                return;
            }
            if (c == '"' || c == '\'') {
                quoted(c);
            } else if (c == '`') {
                int end = text.indexOf('`', at + 1);
                quotedTo(end < 0 ? text.length() : end + 1);
            } else if (isWord(c)) {
                word();
            } else {
                copyTo(at + 1);
            }
        }
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        quotedTo(Math.min(text.length(), end + 1));
    }

    private void quotedTo(int end) {
        out.append(rewriteQuoted(text.substring(at, end), knowsVersions));
        at = end;
    }

    private void word() {
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        String changed = changed(word, knowsVersions);
        if (!changed.equals(word) && word.startsWith(".") && out.length() > 0 && out.charAt(out.length() - 1) == ')') {
            int begin = parenthesis();
            changed = begin == out.length() ? word : changed(out.substring(begin) + word, knowsVersions);
            out.setLength(begin);
        }
        out.append(changed);
        at = end;
    }

    /** Where the parenthesis opens that closes at the end of the output; the end itself when it is further away than any is. */
    private int parenthesis() {
        int depth = 0;
        for (int i = out.length() - 1; i >= Math.max(0, out.length() - LONGEST_PARENTHESIS); i--) {
            depth += out.charAt(i) == ')' ? 1 : out.charAt(i) == '(' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return out.length();
    }

    private static String changed(String word, boolean knowsVersions) {
        if (word.equals("lookup")) {
            return NOTHING;
        }
        if (!knowsVersions || word.contains("Values")) {
            return word;
        }
        if (word.endsWith(HAS)) {
            // a method needs what it belongs to; the context is one, too
            String set = word.equals(HAS) ? "." : word.substring(0, word.length() - HAS.length());
            return "hasKey " + KNOWN + set + "))";
        }
        return word.endsWith(VERSIONS) ? "(sortAlpha (keys " + KNOWN + word + "))))" : word;
    }

    private void copyTo(int end) {
        out.append(text, at, end);
        at = end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
    }
}
