package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Field specs from a file of {@code crds}: OpenAPI definitions by type name, in which extensions say what fields are.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/crds/">crds</a>
 */
public final class CrdConfigReader {
    private static final int DEEPEST = 32;
    private static final int STEPS_PER_PROPERTY = 10;

    private final MappingNode definitions;
    private final Work work;
    private final Map<Section, List<FieldSpec>> fields = new EnumMap<>(Section.class);
    private final List<NameReference> references = new ArrayList<>();

    private CrdConfigReader(MappingNode definitions, Work work) {
        this.definitions = definitions;
        this.work = work;
    }

    /**
     * @param work takes what following the references between types costs
     */
    public static TransformerConfig read(MappingNode definitions, Work work) throws FieldSpecConflict {
        CrdConfigReader crds = new CrdConfigReader(definitions, work);
        for (Entry entry : definitions.entries()) {
            String name = entry.key().text();
            MappingNode properties = crds.properties(name);
            if (properties != null
                    && properties.has("kind")
                    && properties.has("apiVersion")
                    && properties.has("metadata")) {
                Gvk kind = new Gvk("", "", name.substring(name.lastIndexOf('.') + 1));
                crds.add(kind, properties, List.of(), new HashSet<>(Set.of(name)));
            }
        }
        Map<Section, FieldSpecs> specs = new EnumMap<>(Section.class);
        crds.fields.forEach((section, list) -> specs.put(section, new FieldSpecs(list)));
        return TransformerConfig.EMPTY.plus(new TransformerConfig(specs, crds.references), work);
    }

    private @Nullable MappingNode properties(String type) {
        MappingNode definition = definitions.mapping(type);
        MappingNode schema = definition == null ? null : definition.mapping("Schema");
        return schema == null ? null : schema.mapping("properties");
    }

    private void add(Gvk kind, MappingNode properties, List<String> above, Set<String> types) {
        for (Entry entry : properties.entries()) {
            work.spend(STEPS_PER_PROPERTY);
            if (!(entry.value() instanceof MappingNode property)) {
                continue;
            }
            List<String> path = new ArrayList<>(above);
            path.add(entry.key().text());
            addField(kind, property, path);
            String type = property.text("$ref");
            MappingNode referenced = type.isEmpty() ? null : properties(type);
            if (referenced != null && path.size() < DEEPEST && types.add(type)) {
                add(kind, referenced, path, types);
                types.remove(type);
            }
        }
    }

    private void addField(Gvk kind, MappingNode property, List<String> path) {
        if (property.has("x-kubernetes-annotation")) {
            add(Section.COMMON_ANNOTATIONS, kind, joined(path));
        }
        if (property.has("x-kubernetes-label-selector")) {
            add(Section.COMMON_LABELS, kind, joined(path));
        }
        if (property.has("x-kubernetes-identity")) {
            add(Section.NAME_PREFIX, kind, joined(path));
        }
        if (property.has("x-kubernetes-object-ref-api-version") && property.has("x-kubernetes-object-ref-kind")) {
            String nameKey = property.text("x-kubernetes-object-ref-name-key");
            Gvk target = new Gvk(
                    "",
                    property.text("x-kubernetes-object-ref-api-version"),
                    property.text("x-kubernetes-object-ref-kind"));
            FieldSpec name = new FieldSpec(kind, joined(path) + "/" + (nameKey.isEmpty() ? "name" : nameKey), false);
            references.add(new NameReference(target, new FieldSpecs(List.of(name))));
        }
    }

    private String joined(List<String> path) {
        String joined = String.join("/", path);
        work.write(joined.length());
        return joined;
    }

    private void add(Section section, Gvk kind, String path) {
        fields.computeIfAbsent(section, any -> new ArrayList<>()).add(new FieldSpec(kind, path, false));
    }
}
