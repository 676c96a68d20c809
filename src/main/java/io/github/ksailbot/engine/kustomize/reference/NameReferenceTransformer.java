package io.github.ksailbot.engine.kustomize.reference;

import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.NameReference;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the new names of renamed resources wherever other resources refer to them. */
public final class NameReferenceTransformer implements Transformer {
    /** A field that may hold the name of a resource of kind {@code target}, whatever kind holds it. */
    private record Field(Gvk target, FieldSpec spec) {}

    private final TransformerConfig config;
    private final Map<Gvk, List<Field>> fields = new HashMap<>();

    public NameReferenceTransformer(TransformerConfig config) {
        this.config = config;
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        for (Resource resource : resources.resources()) {
            Candidates.requireNamespaces(resource, work);
        }
        Candidates candidates = new Candidates(resources, work);
        List<Resource> followed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            followed.add(follow(resource, candidates, work));
        }
        return new ResourceMap(followed);
    }

    private Resource follow(Resource resource, Candidates candidates, Work work) throws BuildException {
        Resource followed = resource;
        for (Field field : fields.computeIfAbsent(resource.originalId().gvk(), kind -> fieldsOf(kind, work))) {
            FieldSpec spec = field.spec();
            work.spend(3);
            Referral referral = new Referral(followed, field.target(), spec.path(), candidates, work);
            NameField name = new NameField(referral);
            try {
                MappingNode root =
                        FieldEditor.edit(followed.root(), spec, Creates.NOTHING, resource.origin(), work, name::update);
                followed = followed.withRoot(root);
            } catch (BuildException e) {
                throw e.about(resource, spec.path());
            }
        }
        return followed;
    }

    private List<Field> fieldsOf(Gvk kind, Work work) {
        List<Field> found = new ArrayList<>();
        for (NameReference reference : config.nameReferences()) {
            reference
                    .referrers()
                    .of(kind, work)
                    .forEach(spec -> found.add(new Field(reference.target(), FieldSpec.of(spec.path(), false))));
        }
        return found;
    }
}
