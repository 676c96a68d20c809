package io.github.ksailbot.engine.finding;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file path from the root of the source tree, {@code /} between segments; or the address of a fetched file
 * @param line counted from 1; 0 when the finding is about the file as a whole
 * @param column counted from 1 in code points; 0 when the finding is about the line or the file as a whole
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
    private static final Comparator<Location> ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    public Location {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
        }
    }

    public static Location ofFile(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, as editors and terminals understand it; parts that are 0 are left out. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
