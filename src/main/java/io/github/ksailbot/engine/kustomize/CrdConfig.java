package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.NameReference;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import java.util.ArrayList;
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
final class CrdConfig {
    private static final int DEEPEST = 32;

    private final MappingNode definitions;
    private TransformerConfig config = TransformerConfig.EMPTY;

    private CrdConfig(MappingNode definitions) {
        this.definitions = definitions;
    }

    static TransformerConfig read(MappingNode definitions) throws FieldSpecConflict {
        CrdConfig crds = new CrdConfig(definitions);
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
        return crds.config;
    }

    private @Nullable MappingNode properties(String type) {
        MappingNode definition = definitions.mapping(type);
        MappingNode schema = definition == null ? null : definition.mapping("Schema");
        return schema == null ? null : schema.mapping("properties");
    }

    private void add(Gvk kind, MappingNode properties, List<String> above, Set<String> types) throws FieldSpecConflict {
        for (Entry entry : properties.entries()) {
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

    private void addField(Gvk kind, MappingNode property, List<String> path) throws FieldSpecConflict {
        FieldSpec spec = new FieldSpec(kind, String.join("/", path), false);
        if (property.has("x-kubernetes-annotation")) {
            add(Section.COMMON_ANNOTATIONS, spec);
        }
        if (property.has("x-kubernetes-label-selector")) {
            add(Section.COMMON_LABELS, spec);
        }
        if (property.has("x-kubernetes-identity")) {
            add(Section.NAME_PREFIX, spec);
        }
        if (property.has("x-kubernetes-object-ref-api-version") && property.has("x-kubernetes-object-ref-kind")) {
            String nameKey = property.text("x-kubernetes-object-ref-name-key");
            Gvk target = new Gvk(
                    "",
                    property.text("x-kubernetes-object-ref-api-version"),
                    property.text("x-kubernetes-object-ref-kind"));
            FieldSpec name =
                    new FieldSpec(kind, String.join("/", path) + "/" + (nameKey.isEmpty() ? "name" : nameKey), false);
            config = config.plus(
                    new TransformerConfig(Map.of(), List.of(new NameReference(target, new FieldSpecs(List.of(name))))));
        }
    }

    private void add(Section section, FieldSpec spec) throws FieldSpecConflict {
        config = config.plus(new TransformerConfig(Map.of(section, new FieldSpecs(List.of(spec))), List.of()));
    }
}
