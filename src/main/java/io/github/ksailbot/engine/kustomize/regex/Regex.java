package io.github.ksailbot.engine.kustomize.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A regular expression in Go's syntax. Immutable; safe for several threads. */
public final class Regex {
    /** Code points that an expression may have. */
    public static final int MAX_LENGTH = 1_000;

    /** Steps that an expression may be compiled to: {@code (a{500}){500}} is short and would have 250,000. */
    public static final int MAX_STEPS = 1_000;

    /** Code points of a text that are looked at; what is longer does not match. */
    public static final int MAX_TEXT = 20_000;

    /** One step of the compiled expression; -1 stands for no step. */
    private sealed interface Step {
        record One(CharSet set, int next) implements Step {}

        record Fork(int one, int other) implements Step {}

        record At(RegexNode.Place place, int next) implements Step {}

        record Match() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private final int start;

    private Regex(RegexNode node) throws RegexSyntaxException {
        start = compile(node, add(new Step.Match()));
    }

    /**
     * Compiles an expression.
     *
     * @param text in the syntax of Go's regexp package, which knows no look-around and no back-references; at most
     *     {@value #MAX_LENGTH} code points
     * @throws RegexSyntaxException with a sentence without its subject: "a `(` is not closed"
     */
    public static Regex compile(String text) throws RegexSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new RegexSyntaxException("it is longer than " + MAX_LENGTH + " characters");
        }
        return new Regex(RegexParser.parse(text));
    }

    /** Whether the whole text matches. */
    public boolean matches(CharSequence text) {
        return run(text, true);
    }

    /** Whether some part of the text matches. */
    public boolean find(CharSequence text) {
        return run(text, false);
    }

    private int add(Step step) throws RegexSyntaxException {
        if (steps.size() >= MAX_STEPS) {
            throw new RegexSyntaxException("its repetitions are too large");
        }
        steps.add(step);
        return steps.size() - 1;
    }

    /** Compiles back to front: each part knows the step that comes after it. */
    private int compile(RegexNode node, int next) throws RegexSyntaxException {
        if (node instanceof RegexNode.One one) {
            return add(new Step.One(one.set(), next));
        }
        if (node instanceof RegexNode.Sequence sequence) {
            int first = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                first = compile(sequence.parts().get(i), first);
            }
            return first;
        }
        if (node instanceof RegexNode.Either either) {
            int first = compile(either.branches().get(0), next);
            for (RegexNode branch :
                    either.branches().subList(1, either.branches().size())) {
                first = add(new Step.Fork(first, compile(branch, next)));
            }
            return first;
        }
        if (node instanceof RegexNode.Repeat repeat) {
            return compile(repeat, next);
        }
        return add(new Step.At((RegexNode.Place) node, next));
    }

    private int compile(RegexNode.Repeat repeat, int next) throws RegexSyntaxException {
        int first = next;
        if (repeat.max() < 0) {
            int loop = add(new Step.Fork(next, next));
            steps.set(loop, new Step.Fork(compile(repeat.node(), loop), next));
            first = loop;
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                first = add(new Step.Fork(compile(repeat.node(), first), next));
            }
        }
        for (int i = 0; i < repeat.min(); i++) {
            first = compile(repeat.node(), first);
        }
        return first;
    }

    private boolean run(CharSequence text, boolean whole) {
        int[] points = text.codePoints().limit(MAX_TEXT + 1L).toArray();
        if (points.length > MAX_TEXT) {
            return false;
        }
        BitSet current = new BitSet(steps.size());
        follow(start, points, 0, current);
        for (int at = 0; at < points.length; at++) {
            if (!whole && isMatch(current)) {
                return true;
            }
            BitSet following = new BitSet(steps.size());
            for (int i = current.nextSetBit(0); i >= 0; i = current.nextSetBit(i + 1)) {
                if (steps.get(i) instanceof Step.One one && one.set().contains(points[at])) {
                    follow(one.next(), points, at + 1, following);
                }
            }
            if (!whole) {
                follow(start, points, at + 1, following);
            }
            if (following.isEmpty()) {
                return false;
            }
            current = following;
        }
        return isMatch(current);
    }

    private boolean isMatch(BitSet reached) {
        // The match is the step that was compiled first.
        return reached.get(0);
    }

    /** Adds a step and all that can be reached from it without a character. */
    private void follow(int from, int[] text, int at, BitSet reached) {
        List<Integer> open = new ArrayList<>();
        open.add(from);
        while (!open.isEmpty()) {
            int index = open.remove(open.size() - 1);
            if (reached.get(index)) {
                continue;
            }
            reached.set(index);
            Step step = steps.get(index);
            if (step instanceof Step.Fork fork) {
                open.add(fork.one());
                open.add(fork.other());
            } else if (step instanceof Step.At place && holds(place.place(), text, at)) {
                open.add(place.next());
            }
        }
    }

    private static boolean holds(RegexNode.Place place, int[] text, int at) {
        return switch (place) {
            case TEXT_BEGIN -> at == 0;
            case TEXT_END -> at == text.length;
            case LINE_BEGIN -> at == 0 || text[at - 1] == '\n';
            case LINE_END -> at == text.length || text[at] == '\n';
            case WORD_BOUNDARY -> isBoundary(text, at);
            case NO_WORD_BOUNDARY -> !isBoundary(text, at);
        };
    }

    private static boolean isBoundary(int[] text, int at) {
        boolean before = at > 0 && CharSet.WORD.contains(text[at - 1]);
        boolean after = at < text.length && CharSet.WORD.contains(text[at]);
        return before != after;
    }
}
