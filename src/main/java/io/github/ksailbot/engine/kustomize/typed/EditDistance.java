package io.github.ksailbot.engine.kustomize.typed;

/** How many letters to insert, delete or replace to make one word of another (Levenshtein), whatever their case. */
final class EditDistance {
    /** Longer words are never a slip of the pen away from a known one. */
    private static final int LONGEST = 64;

    private EditDistance() {}

    static int between(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return Math.max(one.length(), other.length());
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (same(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
