package io.github.ksailbot.engine.scan.rule;

import java.util.stream.Stream;

/**
 * A rule whose word about an object rests on nothing but that object and the inputs: what it says about many objects, and
 * which of them it tests, is what it says about each alone. So the answer for an object that does not change can be kept.
 */
@FunctionalInterface
public interface LocalRule extends Rule {
    /** The alerts of some rules together; each looks at all objects. */
    static LocalRule all(LocalRule... rules) {
        return input ->
                Stream.of(rules).flatMap(rule -> rule.evaluate(input).stream()).toList();
    }
}
