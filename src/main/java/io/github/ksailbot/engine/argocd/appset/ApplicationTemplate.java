package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes Applications of sets of parameters.
 *
 * @param set that they belong to
 * @param spec of the set
 * @param template of the set, or of one of its generators over it
 */
record ApplicationTemplate(Manifest set, MappingNode spec, MappingNode template, TemplateText texts) {

    Manifest application(Map<String, @Nullable Object> params) throws TextException, GeneratorException {
        MappingNode rendered = params.isEmpty() ? template : texts.render(template, params);
        MappingNode application = completed(rendered, params.isEmpty());
        Node patch = spec.get("templatePatch");
        if (patch instanceof ScalarNode text && !text.text().isEmpty()) {
            Node over = texts.render(patch, params);
            if (over instanceof ScalarNode scalar) {
                application = TemplateMerge.patched(application, scalar);
            }
        }
        // Applications stay in the namespace of their set, whatever their template says
        MappingNode metadata = application.mapping("metadata");
        MappingNode named = metadata == null ? MappingNode.empty(application.origin()) : metadata;
        return new Manifest(application.with(
                "metadata",
                set.namespace().isEmpty()
                        ? named.without("namespace")
                        : named.with("namespace", ScalarNode.string(set.namespace(), named.origin()))));
    }

    /** A template as an Application: what Argo CD adds is its kind and, where it is to clean up, a finalizer. */
    private MappingNode completed(MappingNode rendered, boolean plain) throws GeneratorException {
        Origin origin = rendered.origin();
        MappingNode metadata = rendered.mapping("metadata");
        MappingNode named = metadata == null ? MappingNode.empty(origin) : metadata;
        MappingNode ownSpec = rendered.mapping("spec");
        if (ownSpec == null) {
            throw new GeneratorException(GeneratorException.Reason.WRONG, "its template has no `spec`", origin);
        }
        MappingNode policy = spec.mapping("syncPolicy");
        boolean preserves = policy != null && policy.isTrue("preserveResourcesOnDeletion");
        SequenceNode finalizers = named.sequence("finalizers");
        if (!plain && !preserves && (finalizers == null || finalizers.size() == 0)) {
            ScalarNode finalizer = ScalarNode.string("resources-finalizer.argocd.argoproj.io", named.origin());
            named = named.with("finalizers", new SequenceNode(List.of(finalizer), named.origin()));
        }
        return MappingNode.of(
                List.of(
                        entry("apiVersion", ScalarNode.string("argoproj.io/v1alpha1", origin)),
                        entry("kind", ScalarNode.string("Application", origin)),
                        entry("metadata", named),
                        entry("spec", ownSpec)),
                origin);
    }

    private static MappingNode.Entry entry(String key, Node value) {
        return new MappingNode.Entry(ScalarNode.string(key, value.origin()), value);
    }
}
