package io.github.ksailbot.engine.kustomize.resource;

import java.util.ArrayList;
import java.util.List;

/**
 * What a build remembers about a resource beside its content, so that references to it can be followed later.
 *
 * @param names ids that it had before, oldest first
 * @param prefixes name prefixes in the order in which they were added
 * @param suffixes name suffixes in the order in which they were added
 * @param variables names of the vars that read from it
 * @param behavior what its generator asked for
 * @param needsHashSuffix whether a hash of its content goes to the end of its name
 */
record History(
        List<PreviousName> names,
        List<String> prefixes,
        List<String> suffixes,
        List<String> variables,
        Behavior behavior,
        boolean needsHashSuffix) {
    static final History NONE = new History(List.of(), List.of(), List.of(), List.of(), Behavior.UNSPECIFIED, false);

    /** Group and version are not part of it: previous ids always have the current ones. */
    record PreviousName(String kind, String name, String namespace) {}

    History plusName(PreviousName name) {
        return new History(plus(names, name), prefixes, suffixes, variables, behavior, needsHashSuffix);
    }

    History plusPrefix(String prefix) {
        return new History(names, plus(prefixes, prefix), suffixes, variables, behavior, needsHashSuffix);
    }

    History plusSuffix(String suffix) {
        return new History(names, prefixes, plus(suffixes, suffix), variables, behavior, needsHashSuffix);
    }

    History plusVariable(String variable) {
        return new History(names, prefixes, suffixes, plus(variables, variable), behavior, needsHashSuffix);
    }

    History generated(Behavior newBehavior, boolean hashSuffix) {
        return new History(names, prefixes, suffixes, variables, newBehavior, hashSuffix);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return List.copyOf(longer);
    }
}
