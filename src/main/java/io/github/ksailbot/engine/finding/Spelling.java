package io.github.ksailbot.engine.finding;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant, for the advice that a finding gives. Case and separators do not count. */
public final class Spelling {
    /** Longer names are not compared: no field of Kubernetes or KSail is, and the cost grows with the square. */
    private static final int MAX_LENGTH = 64;

    private Spelling() {}

    /**
     * The candidate that is nearest to what was written.
     *
     * @param written what stands in the file
     * @param candidates in the order in which ties are decided
     * @return the nearest candidate, at most one to three keystrokes away by length; empty when none is near
     */
    public static String nearest(String written, Collection<String> candidates) {
        if (written.isEmpty() || written.length() > MAX_LENGTH) {
            return "";
        }
        String plain = plain(written);
        String best = "";
        int bestDistance = tolerance(plain) + 1;
        for (String candidate : candidates) {
            int distance = distance(plain, plain(candidate), bestDistance);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Whether two names differ in no more than case, separators or one keystroke; an empty name is no slip of another. */
    public static boolean isSlip(String written, String meant) {
        return !meant.isEmpty() && written.length() <= MAX_LENGTH && distance(plain(written), plain(meant), 2) < 2;
    }

    private static int tolerance(String plain) {
        return plain.length() <= 3 ? 1 : plain.length() <= 7 ? 2 : 3;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /**
     * Insertions, deletions, substitutions and swaps of neighbours between two names.
     *
     * @return at least {@code limit} when there are that many
     */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
