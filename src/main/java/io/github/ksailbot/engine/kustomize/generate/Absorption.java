package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.kustomize.resource.Behavior;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes a generated resource in: as a new one, in the place of an old one, or merged with it. */
public final class Absorption {
    /** Entries are sorted, and made again. */
    private static final int STEPS_PER_ENTRY = 10;

    private Absorption() {}

    /**
     * @param work takes what looking for an old one, and merging with it, costs
     */
    public static ResourceMap absorb(ResourceMap resources, Resource generated, Work work) throws BuildException {
        List<Integer> matches = resources.withAnyId(generated.id(), work);
        Behavior behavior = generated.behavior();
        boolean changesOld = behavior == Behavior.MERGE || behavior == Behavior.REPLACE;
        if (matches.isEmpty()) {
            if (changesOld) {
                throw refuse(
                        generated,
                        "kustomize/generator-target",
                        "`%s` is to %s a resource that is not there."
                                .formatted(generated.id(), behavior == Behavior.MERGE ? "be merged with" : "replace"),
                        "Correct its name or namespace, or remove `behavior`.");
            }
            return resources.plus(List.of(generated), work);
        }
        if (matches.size() > 1) {
            throw refuse(
                    generated,
                    "kustomize/generator-target",
                    "`%s` could be meant for any of %d resources.".formatted(generated.id(), matches.size()),
                    "Give it the namespace of the one that is meant.");
        }
        if (!changesOld) {
            throw refuse(
                    generated,
                    "kustomize/duplicate-id",
                    "`%s` is generated, but it is there already.".formatted(generated.id()),
                    "Set `behavior` to `merge` or `replace`, or give it another name.");
        }
        int place = matches.get(0);
        Resource old = resources.get(place);
        Resource absorbed = behavior == Behavior.MERGE ? merged(old, generated, work) : replaced(old, generated, work);
        return resources.with(place, absorbed, work);
    }

    private static BuildException refuse(Resource generated, String rule, String message, String fix) {
        return BuildException.of(rule, message, generated.origin()).withFix(fix).about(generated, "metadata.name");
    }

    private static Resource replaced(Resource old, Resource generated, Work work) {
        MappingNode metadata = metadataOf(generated);
        for (String field : new String[] {"labels", "annotations"}) {
            MappingNode united = union(metadataOf(old).get(field), metadata.get(field), metadata, work);
            metadata = united.isEmpty() ? metadata.without(field) : metadata.with(field, united);
        }
        metadata = copied("name", metadataOf(old), metadata);
        metadata = copied("namespace", metadataOf(old), metadata);
        return Resource.of(generated.root().with("metadata", metadata))
                .generated(generated.behavior(), generated.needsHashSuffix())
                .inPlaceOf(old);
    }

    private static MappingNode copied(String field, MappingNode from, MappingNode to) {
        Node value = from.get(field);
        return value == null ? to.without(field) : to.with(field, value);
    }

    private static Resource merged(Resource old, Resource generated, Work work) {
        Resource united = replaced(old, generated, work);
        MappingNode root = united.root();
        for (String field : new String[] {"data", "binaryData"}) {
            MappingNode data = union(old.root().get(field), generated.root().get(field), generated.root(), work);
            root = data.isEmpty() ? root.without(field) : root.with(field, data);
        }
        return united.withRoot(root);
    }

    private static MappingNode metadataOf(Resource resource) {
        MappingNode metadata = resource.root().mapping("metadata");
        return metadata == null ? MappingNode.empty(resource.origin()) : metadata;
    }

    /** All entries of both as strings, those of {@code over} over those of {@code under}. */
    private static MappingNode union(@Nullable Node under, @Nullable Node over, MappingNode author, Work work) {
        Map<String, Entry> entries = new TreeMap<>();
        if (under instanceof MappingNode mapping) {
            work.spend(STEPS_PER_ENTRY * (long) mapping.size());
            mapping.entries().forEach(entry -> entries.put(entry.key().text(), asString(entry, null)));
        }
        if (over instanceof MappingNode mapping) {
            work.spend(STEPS_PER_ENTRY * (long) mapping.size());
            mapping.entries()
                    .forEach(entry -> entries.put(
                            entry.key().text(),
                            asString(entry, entries.get(entry.key().text()))));
        }
        return MappingNode.of(new ArrayList<>(entries.values()), author.origin());
    }

    private static Entry asString(Entry entry, @Nullable Entry replaced) {
        String text = entry.value() instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : "";
        Node value = ScalarNode.string(text, entry.value().origin());
        if (replaced != null) {
            value = value.withOrigin(value.origin().over(replaced.value().origin()));
        }
        return new Entry(ScalarNode.string(entry.key().text(), entry.key().origin()), value);
    }
}
