package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts all resources that can have one into a namespace, and whatever refers to the namespace along with them. */
public final class NamespaceTransformer implements Transformer {
    /** Two look-ups of its id, and a new resource with what is remembered of the old one. */
    private static final int STEPS = 100;

    private static final FieldSpec NAMESPACE = FieldSpec.of("metadata/namespace", true);
    private static final String NAME = "metadata/name";
    private static final String SUBJECTS_NAMESPACE = "subjects/namespace";

    private final ScalarNode namespace;
    private final FieldSpecs fields;
    private final boolean unsetOnly;
    private final SubjectMode subjects;
    private final Scalars scalars;

    /**
     * @param namespace as it is asked for
     * @param unsetOnly whether namespaces that are already written stay
     */
    public NamespaceTransformer(ScalarNode namespace, FieldSpecs fields, boolean unsetOnly, SubjectMode subjects) {
        this.namespace = namespace;
        this.fields = fields;
        this.unsetOnly = unsetOnly;
        this.subjects = subjects;
        this.scalars = new Scalars(namespace.origin(), Writer.NAMESPACE);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        if (namespace.text().isEmpty()) {
            return resources;
        }
        Map<ResId, Integer> ids = new HashMap<>();
        resources.resources().forEach(resource -> ids.merge(resource.id().effective(), 1, Integer::sum));
        List<Resource> moved = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            work.spend(STEPS + resource.historySize());
            Resource remembered = resource.rememberId();
            Resource there = remembered.withRoot(edit(remembered, work));
            ids.merge(resource.id().effective(), -1, Integer::sum);
            if (ids.merge(there.id().effective(), 1, Integer::sum) > 1) {
                throw conflict(there);
            }
            moved.add(there);
        }
        return new ResourceMap(moved);
    }

    private BuildException conflict(Resource resource) {
        return BuildException.of(
                        "kustomize/duplicate-id",
                        "Moving everything into namespace `%s` gives two resources the id `%s`."
                                .formatted(namespace.text(), resource.id()),
                        namespace.origin())
                .withFix("Remove one of the two, or give it another name.")
                .about(resource, "metadata.namespace");
    }

    private MappingNode edit(Resource resource, Work work) throws BuildException {
        MappingNode root = resource.root();
        try {
            if (!resource.gvk().isClusterScoped()) {
                root = set(root, NAMESPACE, work);
            }
            boolean isRoleBinding = isRoleBinding(resource.kind());
            if (isRoleBinding) {
                root = subjects.edit(root, this::namespaced, work);
            }
            boolean isCoreV1 = resource.gvk().apiVersion().equals("v1");
            for (FieldSpec spec : fields.specs()) {
                boolean done = spec.path().equals(NAMESPACE.path())
                        || (spec.path().equals(NAME) && !isCoreV1)
                        || (isRoleBinding
                                && isRoleBinding(spec.gvk().kind())
                                && spec.path().equals(SUBJECTS_NAMESPACE));
                if (!done) {
                    root = set(resource, root, spec, work);
                }
            }
            return root;
        } catch (BuildException e) {
            throw e.about(resource, "");
        }
    }

    private static boolean isRoleBinding(String kind) {
        return kind.equals("RoleBinding") || kind.equals("ClusterRoleBinding");
    }

    private MappingNode set(Resource resource, MappingNode root, FieldSpec spec, Work work) throws BuildException {
        try {
            return set(root, spec, work);
        } catch (BuildException e) {
            throw e.about(resource, spec.path());
        }
    }

    private MappingNode set(MappingNode root, FieldSpec spec, Work work) throws BuildException {
        return FieldEditor.edit(root, spec, Creates.SCALAR, namespace.origin(), work, this::namespaced);
    }

    private Node namespaced(@Nullable Node field) throws BuildException {
        boolean isSet = field instanceof ScalarNode scalar
                && !scalar.isNull()
                && !scalar.text().isEmpty();
        return unsetOnly && field != null && isSet ? field : scalars.string(field, namespace.text());
    }
}
