package io.github.ksailbot.engine.source;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a {@code .sourceignore} file, as source-controller reads it. That is not quite as Git does:
 *
 * <ul>
 *   <li>a pattern that matches a directory matches all that is in it;
 *   <li>{@code **} with nothing but slashes before it matches nothing at the end of a pattern, so {@code /**} is no pattern for
 *       everything;
 *   <li>{@code **} between slashes goes as far as the first name that matches, and does not try a later one;
 *   <li>a name with {@code **} and more in it matches nothing where the pattern has a slash.
 * </ul>
 *
 * @see <a href="https://pkg.go.dev/github.com/fluxcd/pkg/sourceignore/gitignore">sourceignore</a>
 */
final class SourcePattern {
    private enum Kind {
        NOTHING,
        ANY_DIRECTORIES,
        NAME,
        IMPOSSIBLE
    }

    private record Part(Kind kind, NamePattern name) {
        static Part of(String text) {
            Kind kind = text.isEmpty()
                    ? Kind.NOTHING
                    : text.equals("**") ? Kind.ANY_DIRECTORIES : text.contains("**") ? Kind.IMPOSSIBLE : Kind.NAME;
            return new Part(kind, new NamePattern(text));
        }
    }

    private final boolean takesIn;
    private final boolean isDirectoryOnly;
    private final List<Part> parts;

    private SourcePattern(boolean takesIn, boolean isDirectoryOnly, List<Part> parts) {
        this.takesIn = takesIn;
        this.isDirectoryOnly = isDirectoryOnly;
        this.parts = parts;
    }

    /** @param line that is neither blank nor a comment */
    static SourcePattern of(String line) {
        boolean takesIn = line.startsWith("!");
        String text = takesIn ? line.substring(1) : line;
        if (!text.endsWith("\\ ")) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ' ') {
                end--;
            }
            text = text.substring(0, end);
        }
        boolean isDirectoryOnly = text.endsWith("/");
        if (isDirectoryOnly) {
            text = text.substring(0, text.length() - 1);
        }
        List<Part> parts = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            parts.add(Part.of(part));
        }
        return new SourcePattern(takesIn, isDirectoryOnly, List.copyOf(parts));
    }

    /** Whether what matches is not left out. */
    boolean takesIn() {
        return takesIn;
    }

    /**
     * @param path the names on the way from the directory of the pattern's file
     */
    boolean matches(List<String> path, boolean isDirectory) {
        int end = parts.size() == 1 ? endOfName(path) : endOfPath(path);
        return end > 0 && (end < path.size() || isDirectory || !isDirectoryOnly);
    }

    /** How many names a pattern without a slash reaches over, wherever its name stands; 0 when it does not match. */
    private int endOfName(List<String> path) {
        NamePattern name = parts.get(0).name();
        for (int i = 0; i < path.size(); i++) {
            if (name.matches(path.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    /** How many names a pattern with slashes reaches over from the first; 0 when it does not match. */
    private int endOfPath(List<String> path) {
        int at = 0;
        boolean goesDown = false;
        for (Part part : parts) {
            switch (part.kind()) {
                case NOTHING -> goesDown = false;
                // at the end it adds nothing: what is in a directory that matches is matched already
                case ANY_DIRECTORIES -> goesDown = true;
                case IMPOSSIBLE -> {
                    return 0;
                }
                default -> {
                    while (goesDown && at < path.size() && !part.name().matches(path.get(at))) {
                        at++;
                    }
                    if (at == path.size() || !part.name().matches(path.get(at))) {
                        return 0;
                    }
                    at++;
                    goesDown = false;
                }
            }
        }
        return at;
    }
}
