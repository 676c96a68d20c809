package io.github.ksailbot.engine.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A path inside a source tree, from its root. Cannot name anything outside: {@code ..} is resolved when the path is
 * made, and one that would leave the tree is refused.
 *
 * @param value segments joined by {@code /}; no empty, {@code .} or {@code ..} segment; the empty string is the root
 */
public record SourcePath(String value) implements Comparable<SourcePath> {
    public static final SourcePath ROOT = new SourcePath("");

    public SourcePath {
        if (!value.isEmpty() && !isNormalised(value)) {
            throw new IllegalArgumentException("not a normalised source path: " + value);
        }
    }

    /** Without taking it apart: paths are made for every name that is looked for. */
    private static boolean isNormalised(String path) {
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            boolean dots = path.startsWith(".", start)
                    && (end - start == 1 || (end - start == 2 && path.charAt(start + 1) == '.'));
            if (end == start || dots) {
                return false;
            }
            if (slash < 0) {
                return path.indexOf('\0') < 0;
            }
            start = slash + 1;
        }
    }

    /**
     * Reads a path from the root, as somebody wrote it.
     *
     * @param text a relative path, {@code .} and {@code ..} allowed
     * @throws SourceException with reason {@code ESCAPES} when it is absolute or leads out of the tree
     */
    public static SourcePath parse(String text) throws SourceException {
        return ROOT.resolve(text);
    }

    /**
     * Reads a path from this directory, as somebody wrote it.
     *
     * @param relative a path relative to this directory, {@code .} and {@code ..} allowed; a trailing slash is ignored
     * @throws SourceException with reason {@code ESCAPES} when it is absolute or leads out of the tree
     */
    public SourcePath resolve(String relative) throws SourceException {
        if (relative.startsWith("/") || relative.indexOf('\0') >= 0 || relative.indexOf('\\') >= 0) {
            throw new SourceException(
                    SourceException.Reason.ESCAPES, this, "`" + relative + "` is not a relative path");
        }
        List<String> segments = new ArrayList<>(value.isEmpty() ? List.of() : List.of(value.split("/", -1)));
        for (String segment : relative.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    throw new SourceException(
                            SourceException.Reason.ESCAPES, this, "`" + relative + "` leads out of the repository");
                }
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return new SourcePath(String.join("/", segments));
    }

    /** The entry {@code name} of this directory; {@code name} is one segment. */
    public SourcePath child(String name) {
        return new SourcePath(value.isEmpty() ? name : value + "/" + name);
    }

    /** The directory above; the root is its own parent. */
    public SourcePath parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? ROOT : new SourcePath(value.substring(0, slash));
    }

    /** Last segment; empty for the root. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    public boolean isRoot() {
        return value.isEmpty();
    }

    /** Whether this is {@code directory} itself or lies below it. */
    public boolean isWithin(SourcePath directory) {
        return directory.isRoot() || equals(directory) || value.startsWith(directory.value + "/");
    }

    @Override
    public int compareTo(SourcePath other) {
        return value.compareTo(other.value);
    }

    /** The path, or {@code .} for the root. */
    @Override
    public String toString() {
        return value.isEmpty() ? "." : value;
    }
}
