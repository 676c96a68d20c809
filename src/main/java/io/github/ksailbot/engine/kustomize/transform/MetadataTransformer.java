package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Origin;
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
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sets labels or annotations wherever the field specs say. */
public final class MetadataTransformer implements Transformer {
    /** A pair that is new to a mapping is the same entry everywhere: a look-up, and a few references. */
    private static final int SHARED = 8;

    /** A value that stands over another knows of it. */
    private static final int OVER = 30;

    private final Map<String, ScalarNode> pairs;
    private final FieldSpecs fields;
    private final Writer writer;
    private @Nullable List<MappingNode.Entry> entries;

    private MetadataTransformer(Map<String, ScalarNode> pairs, FieldSpecs fields, Writer writer) {
        this.pairs = new TreeMap<>(pairs);
        this.fields = fields;
        this.writer = writer;
    }

    public static MetadataTransformer labels(Map<String, ScalarNode> labels, FieldSpecs fields) {
        return new MetadataTransformer(labels, fields, Writer.LABEL);
    }

    public static MetadataTransformer annotations(Map<String, ScalarNode> annotations, FieldSpecs fields) {
        return new MetadataTransformer(annotations, fields, Writer.ANNOTATION);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        if (pairs.isEmpty()) {
            return resources;
        }
        List<Resource> changed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            changed.add(edit(resource, work));
        }
        return new ResourceMap(changed);
    }

    private Resource edit(Resource resource, Work work) throws BuildException {
        MappingNode root = resource.root();
        Map<String, Integer> places = new HashMap<>();
        for (FieldSpec spec : fields.of(resource.gvk(), work)) {
            try {
                root = FieldEditor.edit(root, spec, Creates.MAPPING, author(), work, map -> set(map, places, work));
            } catch (BuildException e) {
                throw e.about(resource, spec.path());
            }
        }
        return resource.withValues(root, work).sharing(shared(places));
    }

    /** The values that were added to more than one place. */
    private List<ScalarNode> shared(Map<String, Integer> places) throws BuildException {
        if (places.values().stream().noneMatch(count -> count > 1)) {
            return List.of();
        }
        List<ScalarNode> shared = new ArrayList<>();
        for (MappingNode.Entry added : entries()) {
            if (places.getOrDefault(added.key().text(), 0) > 1) {
                shared.add((ScalarNode) added.value());
            }
        }
        return shared;
    }

    private Origin author() {
        return pairs.values().iterator().next().origin();
    }

    @SuppressWarnings("ReferenceEquality") // the value that another field spec of this transformer has just set there
    private Node set(@Nullable Node map, Map<String, Integer> places, Work work) throws BuildException {
        if (map instanceof ScalarNode scalar && scalar.isNull()) {
            return map;
        }
        if (map != null && !(map instanceof MappingNode)) {
            throw BuildException.of(
                    "kustomize/field-spec",
                    "`%s` was to be set here, but the field holds no mapping."
                            .formatted(pairs.keySet().iterator().next()),
                    map.origin());
        }
        MappingNode mapping = map == null ? MappingNode.empty(author().as(writer, null)) : (MappingNode) map;
        work.copy(mapping.size() + SHARED * pairs.size());
        List<MappingNode.Entry> set = new ArrayList<>(pairs.size());
        for (MappingNode.Entry added : entries()) {
            Node old = mapping.get(added.key().text());
            if (old == null) {
                places.merge(added.key().text(), 1, Integer::sum);
            }
            set.add(old == null || old == added.value() ? added : over(added, old, work));
        }
        return mapping.with(set);
    }

    private MappingNode.Entry over(MappingNode.Entry added, Node old, Work work) throws BuildException {
        work.spend(OVER);
        ScalarNode value = pairs.get(added.key().text());
        if (value == null) {
            return added;
        }
        return new MappingNode.Entry(added.key(), new Scalars(value.origin(), writer).string(old, value.text()));
    }

    /** The pairs as they are where nothing stands yet. */
    private List<MappingNode.Entry> entries() throws BuildException {
        List<MappingNode.Entry> known = entries;
        if (known == null) {
            known = new ArrayList<>(pairs.size());
            for (Map.Entry<String, ScalarNode> pair : pairs.entrySet()) {
                ScalarNode value = pair.getValue();
                ScalarNode written = new Scalars(value.origin(), writer).string(null, value.text());
                known.add(new MappingNode.Entry(ScalarNode.string(pair.getKey(), written.origin()), written));
            }
            entries = known;
        }
        return known;
    }
}
