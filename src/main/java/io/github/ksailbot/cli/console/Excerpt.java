package io.github.ksailbot.cli.console;

import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the line that a finding is about, with a caret under its column. */
public final class Excerpt {
    /** Longer lines are cut around the column. */
    private static final int MAX_WIDTH = 120;

    private final SourceTree tree;
    private final Map<String, List<String>> lines = new HashMap<>();

    public Excerpt(SourceTree tree) {
        this.tree = tree;
    }

    /** Two lines of text, indented by {@code indent}; empty when the file has no such line. */
    public Optional<String> of(Location place, String indent) {
        List<String> file = lines.computeIfAbsent(place.file(), this::read);
        if (place.line() < 1 || place.line() > file.size()) {
            return Optional.empty();
        }
        int[] points = file.get(place.line() - 1).codePoints().toArray();
        int column = Math.min(Math.max(place.column(), 1), points.length + 1);
        int from = Math.max(0, Math.min(column - 1 - MAX_WIDTH / 2, points.length - MAX_WIDTH));
        int to = Math.min(points.length, from + MAX_WIDTH);
        String number = String.format("%5d | ", place.line());
        StringBuilder text = new StringBuilder(indent).append(number);
        StringBuilder caret = new StringBuilder(indent).append("      | ");
        for (int i = from; i < to; i++) {
            text.appendCodePoint(Printable.of(points[i]));
            if (i < column - 1) {
                // A tab stays a tab, so that the caret stands below its column whatever the terminal's tab stops are.
                caret.append(points[i] == '\t' ? '\t' : ' ');
            }
        }
        return Optional.of(text.append('\n').append(caret).append('^').toString());
    }

    private List<String> read(String file) {
        try {
            return new String(tree.read(SourcePath.parse(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (SourceException e) {
            // The finding itself says what is wrong with the file; there is just no line to show.
            return List.of();
        }
    }
}
