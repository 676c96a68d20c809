package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.List;

/** Brings together what several entries of a kustomization lead to: resources of different ids, configurations that agree. */
final class Accumulator {
    private final int limit;
    private final Work work;

    /** @param limit of resources at any time of the build */
    Accumulator(int limit, Work work) {
        this.limit = limit;
        this.work = work;
    }

    /**
     * @param asker the entry that adds them
     * @throws BuildException when a resource has the id of one that is there already
     */
    ResourceMap append(ResourceMap resources, List<Resource> more, Origin asker) throws BuildException {
        if (resources.size() + more.size() > limit) {
            throw LimitExceeded.of(
                    "This build comes to more than %d resources.".formatted(limit),
                    more.get(0).origin(),
                    "The build stopped there; make it smaller.");
        }
        ResourceMap all = resources.plus(more, work);
        for (int place = resources.size(); place < all.size(); place++) {
            work.spend(1);
            requireNew(place, all, asker);
        }
        return all;
    }

    /** Ids that a resource had before do not count. */
    private void requireNew(int added, ResourceMap all, Origin asker) throws BuildException {
        Resource resource = all.get(added);
        for (int place : all.withAnyId(resource.id(), work)) {
            Resource first = all.get(place);
            work.spend(1);
            if (place < added && first.id().isSameAs(resource.id())) {
                throw duplicate(resource, first, asker);
            }
        }
    }

    /** Of two files the second is wrong; of one file that comes in on two ways, the entry that leads to it again. */
    private static BuildException duplicate(Resource resource, Resource first, Origin asker) {
        boolean isSame = first.origin().place().equals(resource.origin().place());
        BuildException refusal = isSame
                ? BuildException.of(
                                "kustomize/duplicate-id",
                                "`%s` of `%s` is added a second time: two entries on the way here lead to it."
                                        .formatted(
                                                resource.id(), resource.origin().place()),
                                asker)
                        .withFix("Include it once only, or give it another name or namespace on one of the ways.")
                : BuildException.of(
                                "kustomize/duplicate-id",
                                "`%s` is added a second time; it was added before from `%s`."
                                        .formatted(resource.id(), first.origin().place()),
                                resource.origin())
                        .withFix("Remove one of the two, or give it another name or namespace.");
        return refusal.about(resource, "metadata.name");
    }

    TransformerConfig merge(TransformerConfig config, TransformerConfig more, Origin origin) throws BuildException {
        if (config.equals(TransformerConfig.EMPTY) && more.equals(DefaultFieldSpecs.CONFIG)) {
            return more;
        }
        try {
            return config.plus(more, work);
        } catch (FieldSpecConflict e) {
            throw BuildException.of(
                    "kustomize/field-spec", "Configurations disagree: %s.".formatted(e.getMessage()), origin);
        }
    }
}
