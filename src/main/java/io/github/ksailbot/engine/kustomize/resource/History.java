package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build remembers about a resource beside its content, so that references to it can be followed later.
 *
 * @param names ids that it had before, oldest first
 * @param prefixes name prefixes in the order in which they were added
 * @param suffixes name suffixes in the order in which they were added
 * @param variables names of the vars that read from it
 * @param behavior what its generator asked for
 * @param needsHashSuffix whether a hash of its content goes to the end of its name
 * @param source where it comes from; null as long as nobody wants to know
 * @param transformations what changed it since, as long as somebody wants to know
 * @param shared see {@link SharedValues}
 */
record History(
        List<PreviousName> names,
        List<String> prefixes,
        List<String> suffixes,
        List<String> variables,
        Behavior behavior,
        boolean needsHashSuffix,
        @Nullable BuildNote source,
        List<BuildNote> transformations,
        List<ScalarNode> shared) {
    static final History NONE = new History(
            List.of(), List.of(), List.of(), List.of(), Behavior.UNSPECIFIED, false, null, List.of(), List.of());

    /** Group and version are not part of it: previous ids always have the current ones. */
    record PreviousName(String kind, String name, String namespace) {}

    History plusName(PreviousName name) {
        return new History(
                plus(names, name),
                prefixes,
                suffixes,
                variables,
                behavior,
                needsHashSuffix,
                source,
                transformations,
                shared);
    }

    History plusPrefix(String prefix) {
        return new History(
                names,
                plus(prefixes, prefix),
                suffixes,
                variables,
                behavior,
                needsHashSuffix,
                source,
                transformations,
                shared);
    }

    History plusSuffix(String suffix) {
        return new History(
                names,
                prefixes,
                plus(suffixes, suffix),
                variables,
                behavior,
                needsHashSuffix,
                source,
                transformations,
                shared);
    }

    History plusVariable(String variable) {
        return new History(
                names,
                prefixes,
                suffixes,
                plus(variables, variable),
                behavior,
                needsHashSuffix,
                source,
                transformations,
                shared);
    }

    History generated(Behavior newBehavior, boolean hashSuffix) {
        return new History(
                names, prefixes, suffixes, variables, newBehavior, hashSuffix, source, transformations, shared);
    }

    History from(@Nullable BuildNote newSource) {
        return new History(
                names, prefixes, suffixes, variables, behavior, needsHashSuffix, newSource, transformations, shared);
    }

    History plusTransformation(BuildNote note) {
        return new History(
                names,
                prefixes,
                suffixes,
                variables,
                behavior,
                needsHashSuffix,
                source,
                plus(transformations, note),
                shared);
    }

    /** What is not kept among the resource's annotations. */
    History forgotten() {
        return new History(
                List.of(), List.of(), List.of(), variables, Behavior.UNSPECIFIED, false, null, List.of(), shared);
    }

    History sharing(List<ScalarNode> values) {
        return new History(
                names, prefixes, suffixes, variables, behavior, needsHashSuffix, source, transformations, values);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return List.copyOf(longer);
    }
}
