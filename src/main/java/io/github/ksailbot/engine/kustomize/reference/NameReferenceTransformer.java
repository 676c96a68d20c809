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
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the new names of renamed resources wherever other resources refer to them. */
public final class NameReferenceTransformer implements Transformer {
    /** A field that may hold the name of a resource of kind {@code target}. */
    private record Field(Gvk target, FieldSpec spec) {}

    private final TransformerConfig config;
    private final Map<Gvk, List<Field>> fields = new HashMap<>();

    public NameReferenceTransformer(TransformerConfig config) {
        this.config = config;
    }

    @Override
    public ResourceMap apply(ResourceMap resources) throws BuildException {
        for (Resource resource : resources.resources()) {
            Candidates.requireNamespaces(resource);
        }
        Candidates candidates = new Candidates(resources);
        if (candidates.isEmpty()) {
            return resources;
        }
        List<Resource> followed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            followed.add(follow(resource, candidates));
        }
        return new ResourceMap(followed);
    }

    private Resource follow(Resource resource, Candidates candidates) throws BuildException {
        Resource followed = resource;
        for (Field field : fields.computeIfAbsent(resource.originalId().gvk(), this::fieldsOf)) {
            FieldSpec spec = new FieldSpec(resource.gvk(), field.spec().path(), false);
            Referral referral = new Referral(followed, field.target(), spec.path(), candidates);
            NameField name = new NameField(referral);
            try {
                MappingNode root =
                        FieldEditor.edit(followed.root(), spec, Creates.NOTHING, resource.origin(), name::update);
                followed = followed.withRoot(root);
            } catch (BuildException e) {
                throw e.about(resource, spec.path());
            }
        }
        return followed;
    }

    private List<Field> fieldsOf(Gvk kind) {
        List<Field> found = new ArrayList<>();
        for (NameReference reference : config.nameReferences()) {
            reference.referrers().of(kind).forEach(spec -> found.add(new Field(reference.target(), spec)));
        }
        return found;
    }
}
