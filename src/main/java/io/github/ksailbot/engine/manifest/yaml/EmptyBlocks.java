package io.github.ksailbot.engine.manifest.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Block texts without a line, such as {@code key: |} above a line of an outer mapping or at the end of the file. The parser here
 * takes the indentation that such a text would need for spaces of an empty line, and refuses it.
 */
final class EmptyBlocks {
    private static final Pattern HEADER = Pattern.compile("[|>][-+0-9]*");

    /** How far in the collection begins that a line continues: entries of lists in one line with their first key. */
    private static final Pattern INDENT = Pattern.compile(" *+(?:[-?] ++)*+");

    private static final int MOST_REPAIRS = 500;

    /** Characters that are parsed again, all repairs together. */
    private static final long MOST_CHARACTERS = 4 << 20;

    private int repairs;
    private long characters;

    /** The text with quotes in place of the block that the parser stopped at; empty where that is no empty one. */
    Optional<String> repair(String text, YamlEngineException error) {
        characters += text.length();
        if (++repairs > MOST_REPAIRS
                || characters > MOST_CHARACTERS
                || !(error instanceof MarkedYamlEngineException marked)
                || !marked.getProblem().contains("leading empty lines")) {
            return Optional.empty();
        }
        return marked.getContextMark()
                .flatMap(header -> marked.getProblemMark().flatMap(next -> repair(text, header, next)));
    }

    private static Optional<String> repair(String text, Mark mark, Mark next) {
        int at = text.offsetByCodePoints(0, mark.getIndex());
        Matcher header = HEADER.matcher(text).region(at, text.length());
        Matcher indent = INDENT.matcher(text).region(text.lastIndexOf('\n', at) + 1, at);
        if (!header.lookingAt() || !indent.lookingAt() || next.getColumn() > indent.end() - indent.start()) {
            return Optional.empty();
        }
        int lines = header.group().contains("+") ? emptyLines(text, header.end()) : 0;
        return Optional.of(text.substring(0, at) + '"' + "\\n".repeat(lines) + '"' + text.substring(header.end()));
    }

    private static int emptyLines(String text, int header) {
        int lines = 0;
        int feed = text.indexOf('\n', header);
        while (feed >= 0) {
            int end = text.indexOf('\n', feed + 1);
            if (end < 0 || !text.substring(feed, end).isBlank()) {
                return lines;
            }
            lines++;
            feed = end;
        }
        return lines;
    }
}
