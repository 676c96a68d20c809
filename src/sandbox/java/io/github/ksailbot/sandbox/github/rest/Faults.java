package io.github.ksailbot.sandbox.github.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults that wait for their requests. */
public final class Faults {

    private final List<Rule> rules = new ArrayList<>();

    /** What is known of a request before it is answered; the path is below {@code /api/v3}, for Git the whole. */
    public record Line(String method, String path) {}

    /** The next requests that match fail; earlier faults win. */
    public synchronized void next(int times, Predicate<Line> matching, Fault fault) {
        rules.add(new Rule(matching, fault, times));
    }

    /** The next request fails. */
    public void next(Fault fault) {
        next(1, line -> true, fault);
    }

    public synchronized void clear() {
        rules.clear();
    }

    public synchronized @Nullable Fault take(Line line) {
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.matching.test(line)) {
                rule.left--;
                return rule.fault;
            }
        }
        return null;
    }

    private static final class Rule {

        private final Predicate<Line> matching;
        private final Fault fault;
        private int left;

        Rule(Predicate<Line> matching, Fault fault, int left) {
            this.matching = matching;
            this.fault = fault;
            this.left = left;
        }
    }
}
