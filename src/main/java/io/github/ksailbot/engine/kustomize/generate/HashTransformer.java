package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;

/** Appends a hash of their content to the names of generated resources. */
public final class HashTransformer implements Transformer {
    private static final FieldSpec NAME = FieldSpec.of("metadata/name", true);

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        List<Resource> hashed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            work.spend(1);
            hashed.add(resource.needsHashSuffix() ? hash(resource, work) : resource);
        }
        return new ResourceMap(hashed);
    }

    private static Resource hash(Resource resource, Work work) throws BuildException {
        String name = resource.name() + "-" + ContentHash.of(resource, work);
        Scalars scalars = new Scalars(resource.origin(), Writer.NAME);
        MappingNode root = FieldEditor.edit(
                resource.root(), NAME, Creates.SCALAR, resource.origin(), work, field -> scalars.untyped(field, name));
        return resource.rememberId().withRoot(root);
    }
}
