package io.github.ksailbot.engine.manifest;

/** Text of a repository as a message quotes it: short, on one line, between backquotes. */
public final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder("`");
        int[] characters = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(characters.length, LONGEST); i++) {
            int character = characters[i];
            boolean plain = !Character.isISOControl(character) && character != '`';
            shown.appendCodePoint(plain ? character : character == '`' ? '\'' : ' ');
        }
        return shown.append(characters.length > LONGEST ? "…`" : "`").toString();
    }
}
