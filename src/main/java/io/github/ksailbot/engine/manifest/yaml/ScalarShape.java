package io.github.ksailbot.engine.manifest.yaml;

/**
 * In which ways a text can be written so that it reads back unchanged, in the judgement of go-yaml's emitter.
 *
 * @param multiline whether there is a line break in it
 * @param plain whether it can stand without quotes in a block
 * @param singleQuoted whether single quotes can hold it
 * @param block whether a literal block can hold it
 */
record ScalarShape(boolean multiline, boolean plain, boolean singleQuoted, boolean block) {
    private static final String FIRST_INDICATORS = "#,[]{}&*!|>'\"%@`";

    static ScalarShape of(int[] text) {
        if (text.length == 0) {
            return new ScalarShape(false, true, true, false);
        }
        boolean indicators = startsLikeMarker(text);
        boolean special = false;
        boolean breaks = false;
        boolean spaceAfterBreak = false;
        boolean breakAfterSpace = false;
        boolean separated = true;
        for (int i = 0; i < text.length; i++) {
            int c = text[i];
            indicators |= isIndicator(text, i, separated);
            special |= !CodePoints.isPrintable(c);
            boolean isBreak = CodePoints.isBreak(c);
            breaks |= isBreak;
            spaceAfterBreak |= c == ' ' && i > 0 && CodePoints.isBreak(text[i - 1]);
            breakAfterSpace |= isBreak && i > 0 && text[i - 1] == ' ';
            separated = CodePoints.isBlankOrBreak(c);
        }
        int first = text[0];
        int last = text[text.length - 1];
        boolean bare = first != ' ' && last != ' ' && !breaks;
        boolean escaped = breakAfterSpace || special;
        return new ScalarShape(
                breaks, bare && !indicators && !escaped, !spaceAfterBreak && !escaped, last != ' ' && !escaped);
    }

    private static boolean startsLikeMarker(int[] text) {
        return text.length >= 3 && (text[0] == '-' || text[0] == '.') && text[1] == text[0] && text[2] == text[0];
    }

    private static boolean isIndicator(int[] text, int at, boolean separatedBefore) {
        int c = text[at];
        boolean separatedAfter = at + 1 >= text.length || text[at + 1] == ' ' || text[at + 1] == '\t';
        if (at == 0) {
            return FIRST_INDICATORS.indexOf(c) >= 0 || ((c == '?' || c == ':' || c == '-') && separatedAfter);
        }
        return (c == ':' && separatedAfter) || (c == '#' && separatedBefore);
    }
}
