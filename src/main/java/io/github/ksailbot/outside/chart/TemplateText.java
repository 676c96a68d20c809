package io.github.ksailbot.outside.chart;

/**
 * Changes the few words of a template for which the library has no option, without moving a line:
 *
 * <ul>
 *   <li>{@code lookup} asks the cluster even when charts are only rendered; here it finds nothing, as in {@code helm template};
 *   <li>{@code .Capabilities.APIVersions} cannot be told from outside; here it is what the chart's copy of
 *       {@link ChartCopy#API_VERSIONS} says.
 * </ul>
 */
final class TemplateText {
    private static final String VERSIONS = ".Capabilities.APIVersions";
    private static final String HAS = VERSIONS + ".Has";
    private static final String KNOWN = "(fromJson (include \"" + ChartCopy.API_VERSIONS + "\" (dict)))";

    private final String text;
    private final boolean knowsVersions;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private TemplateText(String text, boolean knowsVersions) {
        this.text = text;
        this.knowsVersions = knowsVersions;
    }

    /** @param knowsVersions whether the chart's copy says which API versions there are */
    static String rewrite(String text, boolean knowsVersions) {
        return text.contains("lookup") || text.contains(VERSIONS)
                ? new TemplateText(text, knowsVersions).rewrite()
                : text;
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
                copyTo(end < 0 ? text.length() : end + 1);
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
        copyTo(Math.min(text.length(), end + 1));
    }

    private void word() {
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        if (word.equals("lookup")) {
            out.append("omit (dict)");
        } else if (knowsVersions && word.endsWith(HAS) && isRoot(word, HAS)) {
            out.append("hasKey ").append(KNOWN);
        } else if (knowsVersions && word.endsWith(VERSIONS) && isRoot(word, VERSIONS)) {
            out.append("(keys ").append(KNOWN).append(')');
        } else {
            out.append(word);
        }
        at = end;
    }

    /** {@code $} or a context that was passed on, and nothing of the values. */
    private static boolean isRoot(String word, String end) {
        return !word.substring(0, word.length() - end.length()).contains("Values");
    }

    private void copyTo(int end) {
        out.append(text, at, end);
        at = end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
    }
}
