package io.github.ksailbot.engine.kustomize.variable;

import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;

/** Puts the values of vars where {@code $(name)} stands. */
public final class VariableTransformer implements Transformer {
    private final Variables variables;
    private final FieldSpecs fields;

    /**
     * @param fields that may hold references
     */
    public VariableTransformer(Variables variables, FieldSpecs fields) {
        this.variables = variables;
        this.fields = fields;
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        if (variables.byName().isEmpty()) {
            return resources;
        }
        Substitution substitution = new Substitution(variables.values(resources, work), work);
        List<Resource> substituted = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            MappingNode root = resource.root();
            for (FieldSpec spec : fields.of(resource.gvk(), work)) {
                try {
                    root = FieldEditor.edit(root, spec, Creates.NOTHING, resource.origin(), work, substitution::update);
                } catch (BuildException e) {
                    throw e.about(resource, spec.path());
                }
            }
            substituted.add(resource.withRoot(root));
        }
        return new ResourceMap(substituted);
    }
}
