package io.github.ksailbot.delivery.redaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: known values, and what looks like one. Neither length nor digest of what it takes out can be
 * told from the result. It may take out too much; it must not leave a credential in.
 */
public final class Redactor {
    /** What stands where a secret was. */
    public static final String MARK = "<redacted>";

    /** Longer text is not searched but cut first: every pattern is linear, and its sum must stay small. */
    public static final int MAX_LENGTH = 1 << 20;

    private static final int SHORTEST_KNOWN = 4;

    /** Colours and other orders to terminals, also where JSON writes them: they may stand between a name and its value. */
    private static final Pattern ESCAPES = Pattern.compile(
            "(?:\\x1b|\\\\u001[bB])(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\][^\\x07\\x1b\\n]{0,512}(?:\\x07|\\x1b\\\\))");

    /** The end of a block whose beginning is not there, as in the last lines of a log; what comes before is taken for it. */
    private static final Pattern CUT_BLOCK = Pattern.compile("-----END [A-Z0-9 ]{1,64}-----");

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            // a block whose end was cut off is one too
            rule("(?s)-----BEGIN [A-Z0-9 ]{1,64}-----.*?(?:-----END [A-Z0-9 ]{1,64}-----|\\z)", MARK),
            rule("([a-zA-Z][a-zA-Z0-9+.-]{1,20}://)[^\\s/'\"]{1,4000}@(?!sha\\d)", "$1" + MARK + "@"),
            // the same without a scheme; a tag before a digest is none
            rule("(?<![\\w.+/-])[\\w.+-]{1,64}:[^\\s/@'\"]{3,400}@(?=[\\w\\[])(?!sha\\d)", MARK + "@"),
            rule("(?i)\\b(basic|bearer)\\s+[a-z0-9._~+/=-]{6,}", "$1 " + MARK),
            rule("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*)?", MARK),
            rule(
                    "\\b(?:gh[pousr]_[A-Za-z0-9_]{10,}|github_pat_[A-Za-z0-9_]{10,}|glpat-[A-Za-z0-9_-]{10,}"
                            + "|xox[abprs]-[A-Za-z0-9-]{10,}|AKIA[A-Z0-9]{12,}|ASIA[A-Z0-9]{12,}|AIza[A-Za-z0-9_-]{30,}"
                            + "|AGE-SECRET-KEY-1[A-Z0-9]{20,}|hvs\\.[A-Za-z0-9_-]{20,}|dckr_pat_[A-Za-z0-9_-]{10,}"
                            + "|npm_[A-Za-z0-9]{20,}|sk-[A-Za-z0-9_-]{20,})",
                    MARK),
            rule(
                    "(?i)([\"']?[a-z0-9_.-]{0,60}(?:password|passwd|passphrase|pwd|(?<![a-z])pass|secret|token|cookie"
                            + "|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|authorization"
                            + "|\\.dockerconfigjson)(?:\\\\{0,3}[\"'])?\\s{0,5}[:=]\\s{0,5})"
                            // quoted within a string that is quoted itself, or quoted, or bare
                            + "(?:\\\\{1,3}\"[^\"]{1,4000}|\"(?:[^\"\\\\]|\\\\.){1,4000}\"|'[^']{1,4000}'|[^\\s,;&\"'{}\\[\\]]{3,})",
                    "$1" + MARK),
            // what an API server says about the content of a Secret
            rule(
                    "(?i)(\\bSecret\\b[^\\n]{0,300}?Invalid value:\\s{0,3})(?:\"(?:[^\"\\\\]|\\\\.){1,4000}\"|\\S+)",
                    "$1" + MARK),
            rule("(?i)(\"?\\b(?:data|stringData)\"?\\s{0,3}:\\s{0,3}\\{)[^}\\n]{1,8000}(\\}?)", "$1" + MARK + "$2"));

    /** Long words with capitals, small letters and digits: keys and encoded values; digests and commits are lower case. */
    private static final Pattern WORD = Pattern.compile("(?<![A-Za-z0-9+_=-])[A-Za-z0-9+_-]{32,}={0,2}");

    private final List<String> known;

    /** Knows patterns alone. */
    public Redactor() {
        this(List.of());
    }

    /**
     * Knows some values too.
     *
     * @param known such as a registry's password; very short ones are ignored, as they stand in ordinary words
     */
    public Redactor(Collection<String> known) {
        this.known = known.stream()
                .filter(value -> value.length() >= SHORTEST_KNOWN)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    public String redact(String text) {
        String clean = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        clean = ESCAPES.matcher(clean).replaceAll("");
        for (String value : known) {
            clean = clean.replace(value, MARK);
        }
        for (Rule rule : RULES) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
        }
        clean = withoutCutBlock(clean);
        return WORD.matcher(clean)
                .replaceAll(word -> Matcher.quoteReplacement(looksRandom(word.group()) ? MARK : word.group()));
    }

    private static String withoutCutBlock(String text) {
        int end = 0;
        for (Matcher cut = CUT_BLOCK.matcher(text); cut.find(); ) {
            end = cut.end();
        }
        return end == 0 ? text : MARK + text.substring(end);
    }

    private static boolean looksRandom(String word) {
        return word.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
                && word.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && word.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }
}
