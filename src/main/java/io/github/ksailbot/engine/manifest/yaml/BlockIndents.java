package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.manifest.ScalarNode;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds how far the content of literal blocks is indented: the parser does not tell. */
final class BlockIndents {
    private final String text;
    /** Both move forwards only, so that a file of a million blocks is passed once. */
    private int line;

    private int lineStart;

    BlockIndents(String text) {
        this.text = text;
    }

    /**
     * The indentation of a literal block's content.
     *
     * @return {@link ScalarNode#NO_INDENT} when the content does not begin on the line after the event's start
     */
    int of(ScalarEvent event) {
        Mark start = event.getStartMark().orElseThrow();
        if (event.getAnchor().isPresent() || event.getTag().isPresent() || start.getLine() < line) {
            return event.isLiteral() && start.getLine() >= line && headerOn(start)
                    ? measure(event, start)
                    : ScalarNode.NO_INDENT;
        }
        return measure(event, start);
    }

    private int measure(ScalarEvent event, Mark start) {
        moveTo(start.getLine() + 1);
        String content = event.getValue();
        int contentLine = 0;
        while (contentLine < content.length() && content.charAt(contentLine) == '\n') {
            contentLine++;
        }
        int at = lineStart;
        for (int skipped = 0; skipped < contentLine; skipped++) {
            at = nextLine(at);
        }
        return Math.max(0, spaces(text, at) - spaces(content, contentLine));
    }

    /** With an anchor or tag the block's header may stand on a later line than they do. */
    private boolean headerOn(Mark start) {
        moveTo(start.getLine());
        String header = text.substring(lineStart, nextLine(lineStart)).strip();
        int comment = header.indexOf(" #");
        String bare = comment < 0 ? header : header.substring(0, comment).strip();
        return bare.matches(".*\\|[-+1-9]{0,2}");
    }

    private void moveTo(int wanted) {
        while (line < wanted && lineStart < text.length()) {
            lineStart = nextLine(lineStart);
            line++;
        }
    }

    private int nextLine(int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i + 1;
            }
            if (c == '\r') {
                return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    private static int spaces(String content, int from) {
        int at = from;
        while (at < content.length() && content.charAt(at) == ' ') {
            at++;
        }
        return at - from;
    }
}
