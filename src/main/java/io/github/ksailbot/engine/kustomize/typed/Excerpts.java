package io.github.ksailbot.engine.kustomize.typed;

/** Text of a repository, short enough for a message. */
public final class Excerpts {
    private static final int LONGEST = 80;

    private Excerpts() {}

    /** The first line, at most {@value #LONGEST} characters of it, with an ellipsis where something is left out. */
    public static String shorten(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        if (line.length() <= LONGEST) {
            return line.length() == text.length() ? line : line + "…";
        }
        int cut = line.offsetByCodePoints(0, Math.min(LONGEST - 1, line.codePointCount(0, line.length())));
        return line.substring(0, cut) + "…";
    }
}
