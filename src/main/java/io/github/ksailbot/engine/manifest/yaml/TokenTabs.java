package io.github.ksailbot.engine.manifest.yaml;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Tabs behind a key's colon or a value, and those that indent JSON, which go-yaml passes over and the parser here refuses. In a
 * text, tabs stay: only the parser knows which is which, so that a tab is replaced where it stumbled over one.
 */
final class TokenTabs {
    private static final Pattern INDENTING = Pattern.compile("(?m)^ *+\\t[ \\t]*+");
    private static final int MOST_REPAIRS = 500;

    /** Characters that are parsed again, all repairs together. */
    private static final long MOST_CHARACTERS = 4 << 20;

    private int repairs;
    private long characters;

    /** The text with spaces in place of the tabs that the parser stopped at; empty where go-yaml stops too. */
    Optional<String> repair(String text, YamlEngineException error) {
        characters += text.length();
        if (++repairs > MOST_REPAIRS
                || characters > MOST_CHARACTERS
                || !(error instanceof MarkedYamlEngineException marked)
                || !isAboutTabs(marked)) {
            return Optional.empty();
        }
        return isFlow(text)
                ? Optional.of(withoutIndentingTabs(text))
                : marked.getProblemMark().flatMap(mark -> repair(text, mark, isHeader(marked)));
    }

    private static boolean isAboutTabs(MarkedYamlEngineException error) {
        String problem = error.getProblem();
        return problem.contains("TAB") || (isHeader(error) && problem.endsWith("found \t(9)"));
    }

    /** Whether the parser stopped behind the sign that opens a block text. */
    private static boolean isHeader(MarkedYamlEngineException error) {
        return "while scanning a block scalar".equals(error.getContext());
    }

    /** Whether all of it stands in braces or brackets, where indentation means nothing, and something is indented by tabs. */
    private static boolean isFlow(String text) {
        String begin = text.stripLeading();
        return (begin.startsWith("{") || begin.startsWith("["))
                && !text.contains("\n---")
                && INDENTING.matcher(text).find();
    }

    private static String withoutIndentingTabs(String text) {
        return INDENTING
                .matcher(text)
                .replaceAll(indentation -> indentation.group().replace('\t', ' '));
    }

    private static Optional<String> repair(String text, Mark mark, boolean isHeader) {
        int at = text.offsetByCodePoints(0, mark.getIndex());
        if (at >= text.length() || text.charAt(at) != '\t') {
            return Optional.empty();
        }
        int line = text.lastIndexOf('\n', at) + 1;
        String before = text.substring(line, at).strip();
        boolean separator = before.equals("---");
        boolean comment = line > 0
                && before.isEmpty()
                && isComment(text, line)
                && isComment(text, text.lastIndexOf('\n', line - 2) + 1);
        if (!isHeader && !separator && !comment && (before.isEmpty() || before.endsWith("-") || before.endsWith("?"))) {
            return Optional.empty();
        }
        int end = at;
        while (end < text.length() && text.charAt(end) == '\t') {
            end++;
        }
        return Optional.of(text.substring(0, at) + " ".repeat(end - at) + text.substring(end));
    }

    /** Whether nothing else is on the line; a comment below another may be indented by tabs. */
    private static boolean isComment(String text, int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '#';
    }
}
