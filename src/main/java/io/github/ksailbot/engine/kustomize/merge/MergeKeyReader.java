package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads merge keys from an OpenAPI 2 document.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">Kubernetes on the
 *     extensions of list types and patches</a>
 */
final class MergeKeyReader {
    private static final String DEFINITION = "#/definitions/";

    private MergeKeyReader() {}

    static MergeKeys read(MappingNode document) {
        Map<String, Schema> definitions = new HashMap<>();
        Map<MergeKeys.Type, String> types = new HashMap<>();
        MappingNode written = document.mapping("definitions");
        if (written != null) {
            for (MappingNode.Entry entry : written.entries()) {
                if (entry.value() instanceof MappingNode definition) {
                    String name = entry.key().text();
                    definitions.put(name, schema(definition));
                    for (MergeKeys.Type type : types(definition)) {
                        types.put(type, name);
                    }
                }
            }
        }
        return new MergeKeys(definitions, types);
    }

    private static List<MergeKeys.Type> types(MappingNode definition) {
        List<MergeKeys.Type> types = new ArrayList<>();
        SequenceNode written = definition.sequence("x-kubernetes-group-version-kind");
        if (written != null) {
            for (Node item : written.items()) {
                if (item instanceof MappingNode type) {
                    String group = type.text("group");
                    String version = type.text("version");
                    types.add(new MergeKeys.Type(group.isEmpty() ? version : group + "/" + version, type.text("kind")));
                }
            }
        }
        return types;
    }

    private static Schema schema(MappingNode written) {
        String reference = written.text("$ref");
        if (reference.startsWith(DEFINITION)) {
            return new Schema.Reference(reference.substring(DEFINITION.length()));
        }
        if (written.text("type").equals("array")) {
            MappingNode items = written.mapping("items");
            return new Schema.Sequence(items == null ? null : schema(items), mergeKeys(written));
        }
        Map<String, Schema> fields = new HashMap<>();
        MappingNode properties = written.mapping("properties");
        if (properties != null) {
            for (MappingNode.Entry entry : properties.entries()) {
                if (entry.value() instanceof MappingNode property) {
                    fields.put(entry.key().text(), schema(property));
                }
            }
        }
        MappingNode additional = written.mapping("additionalProperties");
        String type = written.text("type");
        boolean scalar = fields.isEmpty() && additional == null && !type.isEmpty() && !type.equals("object");
        return scalar ? Schema.SCALAR : new Schema.Mapping(fields, additional == null ? null : schema(additional));
    }

    /** Null when the strategy of a list is not {@code merge}, alone or among others. */
    private static @Nullable List<String> mergeKeys(MappingNode list) {
        List<String> strategies =
                Arrays.asList(list.text("x-kubernetes-patch-strategy").split(",", -1));
        if (!strategies.contains("merge")) {
            return null;
        }
        SequenceNode several = list.sequence("x-kubernetes-list-map-keys");
        if (several != null) {
            List<String> keys = new ArrayList<>();
            for (Node key : several.items()) {
                if (key instanceof ScalarNode scalar) {
                    keys.add(scalar.text());
                }
            }
            return keys;
        }
        String one = list.text("x-kubernetes-patch-merge-key");
        return one.isEmpty() ? List.of() : List.of(one);
    }
}
