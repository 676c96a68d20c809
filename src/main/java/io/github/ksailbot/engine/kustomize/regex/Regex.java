package io.github.ksailbot.engine.kustomize.regex;

import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A regular expression in Go's syntax. Immutable; safe for several threads. */
public final class Regex {
    /** Code points that an expression may have. */
    public static final int MAX_LENGTH = 1_000;

    /** Steps that an expression may be compiled to: {@code (a{500}){500}} is short and would have 250,000. */
    public static final int MAX_STEPS = 1_000;

    /** Code points of a text that are looked at; what is longer does not match. */
    public static final int MAX_TEXT = 20_000;

    private static final String META = "\\.+*?()|[]{}^$";

    /** One step of the compiled expression; -1 stands for no step. */
    private sealed interface Step {
        record One(CharSet set, int next) implements Step {}

        record Fork(int one, int other) implements Step {}

        record At(RegexNode.Place place, int next) implements Step {}

        record Match() implements Step {}
    }

    /** Parts that are looked at while an expression is compiled: repetitions of nothing make no steps, but take time. */
    private static final int MAX_VISITS = 10_000;

    /** Steps of work for each code point of an expression. */
    private static final int COMPILING = 20;

    private final List<Step> steps = new ArrayList<>();
    private final int start;
    private final @Nullable String literal;
    private int visits;

    private Regex(RegexNode node, @Nullable String literal) throws RegexSyntaxException {
        this.literal = literal;
        start = compile(node, add(new Step.Match()));
    }

    /**
     * Compiles an expression.
     *
     * @param text in the syntax of Go's regexp package, which knows no look-around and no back-references; at most
     *     {@value #MAX_LENGTH} code points
     * @param work takes what compiling costs
     * @throws RegexSyntaxException with a sentence without its subject: "a `(` is not closed"
     */
    public static Regex compile(String text, Work work) throws RegexSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new RegexSyntaxException("it is longer than " + MAX_LENGTH + " characters");
        }
        work.spend(COMPILING * (1L + text.length()));
        Regex regex = new Regex(RegexParser.parse(text), isLiteral(text) ? text : null);
        work.spend(regex.steps.size());
        return regex;
    }

    private static boolean isLiteral(String text) {
        return text.chars().noneMatch(c -> META.indexOf(c) >= 0);
    }

    /** The only text that matches as a whole; null when several could. */
    public @Nullable String literal() {
        return literal;
    }

    /**
     * Whether the whole text matches.
     *
     * @param work takes a step for each step of the expression at each code point of the text
     */
    public boolean matches(String text, Work work) {
        if (literal != null) {
            work.spend(1);
            return literal.equals(text);
        }
        return run(text, true, work);
    }

    /** Whether some part of the text matches. */
    public boolean find(String text, Work work) {
        return run(text, false, work);
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
        if (++visits > MAX_VISITS) {
            throw new RegexSyntaxException("its repetitions are too large");
        }
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

    private boolean run(String text, boolean whole, Work work) {
        if (text.length() > 2 * MAX_TEXT) {
            return false;
        }
        int[] points = text.codePoints().toArray();
        if (points.length > MAX_TEXT) {
            return false;
        }
        Reached current = new Reached(steps.size());
        Reached following = new Reached(steps.size());
        follow(start, points, 0, current);
        for (int at = 0; at < points.length; at++) {
            work.spend(1 + current.size);
            if (!whole && current.isMatch()) {
                return true;
            }
            following.clear();
            for (int i = 0; i < current.size; i++) {
                if (steps.get(current.members[i]) instanceof Step.One one
                        && one.set().contains(points[at])) {
                    follow(one.next(), points, at + 1, following);
                }
            }
            if (!whole) {
                follow(start, points, at + 1, following);
            }
            if (following.size == 0) {
                return false;
            }
            Reached free = current;
            current = following;
            following = free;
        }
        work.spend(1 + current.size);
        return current.isMatch();
    }

    /** The steps that are reached at one place of a text, each once, in no order. */
    private static final class Reached {
        private final int[] members;
        private final int[] places;
        private int size;

        Reached(int steps) {
            members = new int[steps];
            places = new int[steps];
        }

        boolean has(int step) {
            int place = places[step];
            return place < size && members[place] == step;
        }

        void add(int step) {
            places[step] = size;
            members[size++] = step;
        }

        void clear() {
            size = 0;
        }

        boolean isMatch() {
            // The match is the step that was compiled first.
            return has(0);
        }
    }

    /** Adds a step and all that can be reached from it without a character. */
    private void follow(int from, int[] text, int at, Reached reached) {
        if (reached.has(from)) {
            return;
        }
        int next = reached.size;
        reached.add(from);
        while (next < reached.size) {
            Step step = steps.get(reached.members[next++]);
            if (step instanceof Step.Fork fork) {
                addNew(fork.one(), reached);
                addNew(fork.other(), reached);
            } else if (step instanceof Step.At place && holds(place.place(), text, at)) {
                addNew(place.next(), reached);
            }
        }
    }

    private static void addNew(int step, Reached reached) {
        if (!reached.has(step)) {
            reached.add(step);
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
