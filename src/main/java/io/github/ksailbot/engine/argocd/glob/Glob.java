package io.github.ksailbot.engine.argocd.glob;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** A pattern for paths. Matching takes the product of both lengths at most. */
public final class Glob {
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_WAYS = 256;

    /** One or more characters of a path; a wildcard for many stays where it is. */
    private record Step(IntPredicate takes, boolean many) {}

    private final String text;
    private final GlobSyntax syntax;
    private final List<List<Step>> alternatives = new ArrayList<>();

    private Glob(String text, GlobSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    /** @throws GlobException if it is none, or too long */
    public static Glob parse(String text, GlobSyntax syntax) throws GlobException {
        if (text.length() > MAX_LENGTH) {
            throw new GlobException("the pattern is longer than %d characters".formatted(MAX_LENGTH));
        }
        Glob glob = new Glob(text, syntax);
        boolean hasBraces = syntax != GlobSyntax.PATH && syntax != GlobSyntax.GIT;
        List<String> plain = hasBraces ? Braces.expanded(text) : List.of(text);
        for (String one : plain) {
            for (String way : syntax == GlobSyntax.DOUBLESTAR ? ways(one) : List.of(one)) {
                glob.alternatives.add(steps(way, syntax));
            }
        }
        return glob;
    }

    /** A pattern with alternatives in braces as patterns without, in no promised order. */
    public static List<String> alternatives(String text) throws GlobException {
        return Braces.expanded(text);
    }

    public boolean matches(String path) {
        if (syntax == GlobSyntax.GIT && (path.equals(text) || isWithin(path))) {
            return true;
        }
        return alternatives.stream().anyMatch(steps -> matches(steps, path));
    }

    /** A pattern with and without each {@code **} before a slash, which also stands for no directory at all. */
    private static List<String> ways(String text) throws GlobException {
        List<String> ways = new ArrayList<>(List.of(""));
        String[] parts = text.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            List<String> next = new ArrayList<>();
            for (String way : ways) {
                boolean isLast = i == parts.length - 1;
                next.add(way + parts[i] + (isLast ? "" : "/"));
                if (parts[i].equals("**") && !isLast) {
                    next.add(way);
                }
            }
            ways = next;
            if (ways.size() > MAX_WAYS) {
                throw new GlobException("the pattern has more than %d ways to match".formatted(MAX_WAYS));
            }
        }
        return ways;
    }

    private boolean isWithin(String path) {
        String directory = text.endsWith("/") ? text : text + "/";
        return text.isEmpty() || text.equals(".") || path.startsWith(directory);
    }

    private static boolean matches(List<Step> steps, String path) {
        BitSet at = new BitSet(steps.size() + 1);
        enter(at, 0, steps);
        for (int c : path.codePoints().toArray()) {
            BitSet next = new BitSet(steps.size() + 1);
            for (int i = at.nextSetBit(0); i >= 0 && i < steps.size(); i = at.nextSetBit(i + 1)) {
                if (steps.get(i).takes().test(c)) {
                    enter(next, steps.get(i).many() ? i : i + 1, steps);
                }
            }
            if (next.isEmpty()) {
                return false;
            }
            at = next;
        }
        return at.get(steps.size());
    }

    /** A wildcard for many may also take nothing. */
    private static void enter(BitSet at, int step, List<Step> steps) {
        int i = step;
        at.set(i);
        while (i < steps.size() && steps.get(i).many()) {
            at.set(++i);
        }
    }

    private static List<Step> steps(String text, GlobSyntax syntax) throws GlobException {
        boolean stops = syntax != GlobSyntax.GIT && syntax != GlobSyntax.ARGO_CD;
        IntPredicate any = stops ? c -> c != '/' : c -> true;
        List<Step> steps = new ArrayList<>();
        int[] all = text.codePoints().toArray();
        for (int i = 0; i < all.length; i++) {
            int c = all[i];
            if (c == '*' && i + 1 < all.length && all[i + 1] == '*' && goesOver(all, i, syntax)) {
                steps.add(new Step(other -> true, true));
                i++;
            } else if (c == '*') {
                steps.add(new Step(any, true));
            } else if (c == '?') {
                steps.add(new Step(any, false));
            } else if (c == '[') {
                CharacterClass set = CharacterClass.parse(all, i, syntax);
                steps.add(new Step(set.takes(), false));
                i = set.end();
            } else {
                if (c == '\\') {
                    if (i + 1 == all.length) {
                        throw new GlobException("syntax error in pattern");
                    }
                    i++;
                } else if (c == '}' && syntax == GlobSyntax.DOUBLESTAR) {
                    throw new GlobException("a brace of the pattern is not opened");
                }
                int literal = all[i];
                steps.add(new Step(other -> other == literal, false));
            }
        }
        return steps;
    }

    /** Whether the two stars at a place go over slashes. */
    private static boolean goesOver(int[] all, int at, GlobSyntax syntax) {
        boolean alone = (at == 0 || all[at - 1] == '/') && (at + 2 == all.length || all[at + 2] == '/');
        return syntax == GlobSyntax.ADDRESS || (syntax == GlobSyntax.DOUBLESTAR && alone);
    }

    @Override
    public String toString() {
        return text;
    }
}
