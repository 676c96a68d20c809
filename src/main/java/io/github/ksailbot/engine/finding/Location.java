package io.github.ksailbot.engine.finding;

/**
 * A place in a file.
 *
 * @param file path from the root of the source tree, {@code /} between segments; or the address of a fetched file
 * @param line counted from 1; 0 when the finding is about the file as a whole
 * @param column counted from 1 in code points; 0 when the finding is about the line or the file as a whole
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
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
        // findings of one file mostly share its name, and are sorted by the ten thousands
        int files = file.equals(other.file) ? 0 : file.compareTo(other.file);
        int lines = files == 0 ? Integer.compare(line, other.line) : files;
        return lines == 0 ? Integer.compare(column, other.column) : lines;
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
