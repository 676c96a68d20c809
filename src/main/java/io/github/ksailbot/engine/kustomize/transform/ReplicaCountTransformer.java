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
import java.util.ArrayList;
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
    public ResourceMap apply(ResourceMap resources) throws BuildException {
        boolean found = false;
        List<Resource> changed = new ArrayList<>(resources.resources());
        for (FieldSpec spec : fields.specs()) {
            for (int i = 0; i < changed.size(); i++) {
                Resource resource = changed.get(i);
                if (isMeant(resource, spec)) {
                    found = true;
                    changed.set(i, set(resource, spec));
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
        return new ResourceMap(changed);
    }

    private boolean isMeant(Resource resource, FieldSpec spec) {
        return resource.allIds().stream()
                .anyMatch(id -> id.name().equals(replica.name()) && id.gvk().isSelectedBy(spec.gvk()));
    }

    private Resource set(Resource resource, FieldSpec spec) throws BuildException {
        try {
            return resource.withRoot(FieldEditor.edit(
                    resource.root(),
                    spec,
                    Creates.SCALAR,
                    replica.origin(),
                    field -> scalars.integer(field, replica.count())));
        } catch (BuildException e) {
            throw e.about(resource, spec.path());
        }
    }
}
