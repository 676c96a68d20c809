package io.github.ksailbot.engine.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value was written last, and over what: the last author first, then the one before.
 *
 * @param in the file, of the source tree or fetched from elsewhere
 * @param line counted from 1
 * @param column counted from 1, in code points
 * @param writer what kind of author wrote it there
 * @param before who wrote the value that this one replaced; null for the first author
 */
public record Origin(
        OriginFile in,
        int line,
        int column,
        Writer writer,
        @Nullable Origin before) {

    /** Chains longer than this lose their oldest steps: a value rewritten a thousand times must not keep them all. */
    public static final int MAX_CHAIN = 16;

    public static Origin of(String file, int line, int column) {
        return of(OriginFile.of(file), line, column);
    }

    public static Origin of(OriginFile file, int line, int column) {
        return new Origin(file, line, column, Writer.FILE, null);
    }

    /** Name of the file; only {@link #location} tells where that is in the source tree. */
    public String file() {
        return in.name();
    }

    /** Another place of the same file. */
    public Origin at(int newLine, int newColumn) {
        return of(in, newLine, newColumn);
    }

    /** The same place as author {@code writer} of a value that {@code previous} wrote before. */
    public Origin as(Writer writer, @Nullable Origin previous) {
        return new Origin(in, line, column, writer, previous == null ? null : previous.keep(MAX_CHAIN - 1));
    }

    /** The same steps with those of a value that was replaced behind them. */
    public Origin over(@Nullable Origin replaced) {
        if (replaced == null) {
            return this;
        }
        List<Origin> steps = chain();
        Origin chain = replaced;
        for (int i = steps.size() - 1; i >= 0; i--) {
            chain = steps.get(i).as(steps.get(i).writer(), chain);
        }
        return chain;
    }

    /** The place in the source tree; for a fetched file the line of the source tree that led to it. */
    public Location location() {
        Origin fetchedBy = in.fetchedBy();
        return fetchedBy == null ? place() : fetchedBy.location();
    }

    /** The place itself, which for a fetched file is none of the source tree. */
    public Location place() {
        return new Location(file(), line, column);
    }

    /** This origin and all before it, last author first; at most {@value #MAX_CHAIN}. */
    public List<Origin> chain() {
        List<Origin> steps = new ArrayList<>();
        for (Origin step = this; step != null; step = step.before) {
            steps.add(step);
        }
        return List.copyOf(steps);
    }

    private Origin keep(int steps) {
        int length = 0;
        for (Origin step = this; step != null; step = step.before) {
            length++;
        }
        return length <= steps ? this : truncated(steps);
    }

    private Origin truncated(int steps) {
        Origin tail = before == null || steps <= 1 ? null : before.truncated(steps - 1);
        return new Origin(in, line, column, writer, tail);
    }
}
