package io.github.ksailbot.workflow.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Finds the lines of a comment that are commands: at the very start of a line of plain text. A Markdown parser tells plain
 * text from code, quotes, lists, headings and HTML, because it is GitHub's reading that counts: the line after a quote belongs
 * to the quote, a comment of HTML goes on over blank lines, and a span of code over line breaks.
 */
public final class CommandLines {
    /** Of one comment; more is no conversation. */
    static final int MOST = 10;

    /** GitHub's own limit on comments. */
    static final int LONGEST_COMMENT = 65_536;

    static final int LONGEST_LINE = 500;

    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e\\t]*");

    private final Parser markdown = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private final CommandParser parser = new CommandParser();

    /** Whether a comment may hold a command: cheap, and true rather too often. */
    public static boolean mayBeIn(String comment) {
        return Lookalikes.isIn(comment);
    }

    /** The commands of a comment, in order; empty when it holds none. */
    public List<CommandLine> in(String comment) {
        if (comment.length() > LONGEST_COMMENT || !mayBeIn(comment)) {
            return List.of();
        }
        String text = comment.replace("\r\n", "\n").replace('\r', '\n');
        List<String> lines = text.lines().toList();
        List<CommandLine> found = new ArrayList<>();
        for (int line : plainLines(text)) {
            String written = lines.get(line);
            if (Lookalikes.addressesTheBot(written)) {
                if (found.size() == MOST) {
                    found.add(CommandLine.mistaken(
                            cut(written), "A comment may hold " + MOST + " commands; the rest was not read."));
                    return List.copyOf(found);
                }
                found.add(read(written));
            }
        }
        return List.copyOf(found);
    }

    private CommandLine read(String line) {
        if (line.length() > LONGEST_LINE) {
            return CommandLine.mistaken(
                    cut(line), "The line is longer than " + LONGEST_LINE + " characters, so it was not read.");
        }
        if (!PLAIN.matcher(line).matches()) {
            return CommandLine.mistaken(
                    line,
                    "The line holds characters that cannot be seen or that look like others, so it was not read. Write"
                            + " it anew, by hand.");
        }
        return parser.parse(line);
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }

    /** Lines whose first character is text of a paragraph that stands in nothing else, counted from 0. */
    private List<Integer> plainLines(String text) {
        List<Integer> lines = new ArrayList<>();
        Node document = markdown.parse(text);
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Paragraph paragraph && isTop(paragraph)) {
                boolean atStart = true;
                for (Node inline = paragraph.getFirstChild(); inline != null; inline = inline.getNext()) {
                    if (inline instanceof SoftLineBreak || inline instanceof HardLineBreak) {
                        atStart = true;
                    } else {
                        if (atStart && inline instanceof Text) {
                            addStart(inline.getSourceSpans(), lines);
                        }
                        atStart = false;
                    }
                }
            }
        }
        return lines;
    }

    private static boolean isTop(Block block) {
        return block.getParent() instanceof Document;
    }

    private static void addStart(List<SourceSpan> spans, List<Integer> lines) {
        if (!spans.isEmpty() && spans.get(0).getColumnIndex() == 0) {
            lines.add(spans.get(0).getLineIndex());
        }
    }
}
