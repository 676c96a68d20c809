package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts {@code namePrefix} before or {@code nameSuffix} after names. */
public final class NameTransformer implements Transformer {
    /** Kinds whose names mean something outside the repository. */
    private static final List<Gvk> KEEP = List.of(
            new Gvk("", "", "CustomResourceDefinition"),
            new Gvk("apiregistration.k8s.io", "", "APIService"),
            new Gvk("", "", "Namespace"));

    /** A new name, its resource, and what is remembered of the old one: half a kilobyte. */
    private static final int STEPS = 100;

    private final ScalarNode affix;
    private final boolean isPrefix;
    private final FieldSpecs fields;
    private final Scalars scalars;

    private NameTransformer(ScalarNode affix, boolean isPrefix, FieldSpecs fields) {
        this.affix = affix;
        this.isPrefix = isPrefix;
        this.fields = fields;
        this.scalars = new Scalars(affix.origin(), Writer.NAME);
    }

    public static NameTransformer prefix(ScalarNode prefix, FieldSpecs fields) {
        return new NameTransformer(prefix, true, fields);
    }

    public static NameTransformer suffix(ScalarNode suffix, FieldSpecs fields) {
        return new NameTransformer(suffix, false, fields);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        List<Resource> renamed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            work.spend(STEPS + resource.historySize());
            Gvk original = resource.originalId().gvk();
            boolean keeps = KEEP.stream().anyMatch(original::isSelectedBy);
            renamed.add(keeps ? resource : rename(resource, original, work));
        }
        return new ResourceMap(renamed);
    }

    private Resource rename(Resource resource, Gvk original, Work work) throws BuildException {
        Resource renamed = resource;
        for (FieldSpec spec : fields.of(original, work)) {
            if (spec.path().equals("metadata/name") && !affix.text().isEmpty()) {
                renamed = remember(renamed).rememberId();
            }
            try {
                MappingNode root = FieldEditor.edit(
                        renamed.root(), spec, Creates.SCALAR, affix.origin(), work, field -> affixed(field, work));
                renamed = renamed.withRoot(root);
            } catch (BuildException e) {
                throw e.about(resource, spec.path());
            }
        }
        return renamed;
    }

    private Resource remember(Resource resource) {
        return isPrefix ? resource.withPrefix(affix.text()) : resource.withSuffix(affix.text());
    }

    private Node affixed(@Nullable Node field, Work work) throws BuildException {
        String name = field instanceof ScalarNode scalar ? scalar.text() : "";
        work.write(affix.text().length() + name.length());
        return scalars.untyped(field, isPrefix ? affix.text() + name : name + affix.text());
    }
}
