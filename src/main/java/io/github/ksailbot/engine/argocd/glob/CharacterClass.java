package io.github.ksailbot.engine.argocd.glob;

import java.util.function.IntPredicate;

/**
 * Characters in brackets. Each syntax has its own idea of what negates them, and of a bracket or a dash that stands for itself.
 *
 * @param end where the closing bracket is
 */
record CharacterClass(IntPredicate takes, int end) {

    /** @param open where the opening bracket is */
    static CharacterClass parse(int[] all, int open, GlobSyntax syntax) throws GlobException {
        int from = open + 1;
        boolean negated = from < all.length && negates(all[from], syntax);
        if (negated) {
            from++;
        }
        int end = end(all, from, syntax);
        boolean isChoice = syntax == GlobSyntax.ARGO_CD || syntax == GlobSyntax.ADDRESS;
        IntPredicate set = isChoice ? choice(all, from, end) : ranges(all, from, end, syntax);
        return new CharacterClass(negated ? set.negate() : set, end);
    }

    private static boolean negates(int c, GlobSyntax syntax) {
        return switch (syntax) {
            case PATH -> c == '^';
            case ARGO_CD, ADDRESS -> c == '!';
            case GIT, DOUBLESTAR -> c == '!' || c == '^';
        };
    }

    private static int end(int[] all, int from, GlobSyntax syntax) throws GlobException {
        if (from < all.length && all[from] == ']' && syntax != GlobSyntax.GIT) {
            throw wrong();
        }
        for (int i = from; i < all.length; i++) {
            if (all[i] == ']' && (i > from || syntax != GlobSyntax.GIT)) {
                return i;
            }
            if (all[i] == '\\') {
                i++;
            }
        }
        throw wrong();
    }

    /** Either one range and nothing else, or characters, among which a dash is one. */
    private static IntPredicate choice(int[] all, int from, int end) throws GlobException {
        if (from + 1 < end && all[from + 1] == '-') {
            if (from + 3 != end || all[from] > all[from + 2]) {
                throw wrong();
            }
            int low = all[from];
            int high = all[from + 2];
            return c -> c >= low && c <= high;
        }
        IntPredicate set = c -> false;
        for (int i = from; i < end; i++) {
            int one = all[all[i] == '\\' ? ++i : i];
            set = set.or(c -> c == one);
        }
        return set;
    }

    private static IntPredicate ranges(int[] all, int from, int end, GlobSyntax syntax) throws GlobException {
        IntPredicate set = c -> false;
        for (int i = from; i < end; i++) {
            if (all[i] == '-' && syntax == GlobSyntax.PATH) {
                throw wrong();
            }
            int low = all[i] == '\\' && i + 1 < end ? all[++i] : all[i];
            int high = low;
            if (i + 1 < end && all[i + 1] == '-') {
                if (i + 2 < end) {
                    i += 2;
                    high = all[i] == '\\' && i + 1 < end ? all[++i] : all[i];
                } else if (syntax == GlobSyntax.PATH) {
                    throw wrong();
                }
            }
            int last = high;
            set = set.or(c -> c >= low && c <= last);
        }
        return set;
    }

    private static GlobException wrong() {
        return new GlobException("syntax error in pattern");
    }
}
