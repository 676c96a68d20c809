package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.List;

/** Sets the number of replicas of the workloads of a name. */
public final class ReplicaCountTransformer implements Transformer {
    private final Replica replica;
    private final FieldSpecs fields;
    private final Scalars scalars;

    public ReplicaCountTransformer(Replica replica, FieldSpecs fields) {
        this.replica = replica;
        this.fields = fields;
        this.scalars = new Scalars(replica.origin(), Writer.REPLICAS);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        boolean found = false;
        ResourceMap changed = resources;
        List<Integer> named = resources.named(replica.name(), work);
        for (FieldSpec spec : fields.specs()) {
            for (int place : named) {
                work.spend(1);
                Resource resource = changed.get(place);
                if (isMeant(resource, spec)) {
                    found = true;
                    changed = changed.with(place, set(resource, spec, work), work);
                }
            }
        }
        if (!found) {
            throw BuildException.of(
                            "kustomize/replicas-target",
                            "No workload named `%s` is there whose replicas could be set.".formatted(replica.name()),
                            replica.origin())
                    .withFix("Correct the name, or remove the entry.");
        }
        return changed;
    }

    private boolean isMeant(Resource resource, FieldSpec spec) {
        return resource.allIds().stream()
                .anyMatch(id -> id.name().equals(replica.name()) && id.gvk().isSelectedBy(spec.gvk()));
    }

    private Resource set(Resource resource, FieldSpec spec, Work work) throws BuildException {
        try {
            return resource.withRoot(FieldEditor.edit(
                    resource.root(),
                    spec,
                    Creates.SCALAR,
                    replica.origin(),
                    work,
                    field -> scalars.integer(field, replica.count())));
        } catch (BuildException e) {
            throw e.about(resource, spec.path());
        }
    }
}
