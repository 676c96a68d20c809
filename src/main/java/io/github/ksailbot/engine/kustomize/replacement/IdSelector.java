package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Selects resources by their ids, those that they had before included. Empty parts select anything; others have to be
 * equal.
 */
record IdSelector(Gvk gvk, String name, String namespace) {
    static IdSelector read(TypedMapping written) {
        return new IdSelector(
                new Gvk(written.text("group"), written.text("version"), written.text("kind")),
                written.text("name"),
                written.text("namespace"));
    }

    boolean isEmpty() {
        return gvk.equals(Gvk.ANY) && name.isEmpty() && namespace.isEmpty();
    }

    /** Places of resources among which those are that this selects, rising: all that bear the name, or simply all. */
    Iterable<Integer> candidates(ResourceMap resources, Work work) {
        if (!name.isEmpty()) {
            return resources.named(name, work);
        }
        return () -> IntStream.range(0, resources.size()).iterator();
    }

    boolean selects(Resource resource, Work work) {
        work.spend(2L + resource.historySize());
        return resource.allIds().stream().anyMatch(this::selects);
    }

    private boolean selects(ResId id) {
        return (name.isEmpty() || name.equals(id.name()))
                && (namespace.isEmpty() || effective(namespace).equals(effective(id.namespace())))
                && id.gvk().isSelectedBy(gvk);
    }

    /** No namespace means the default one here, for kinds without namespaces as well. */
    private static String effective(String namespace) {
        return namespace.isEmpty() ? "default" : namespace;
    }

    /** {@code kind Deployment, name web}, for messages. */
    @Override
    public String toString() {
        return Stream.of(
                        part("group", gvk.group()),
                        part("version", gvk.version()),
                        part("kind", gvk.kind()),
                        part("name", name),
                        part("namespace", namespace))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String part(String word, String value) {
        return value.isEmpty() ? "" : word + " `" + value + "`";
    }
}
