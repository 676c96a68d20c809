package io.github.ksailbot.engine.argocd.appset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.gotemplate.GoJson;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns literals of Go's tests into what users write: names of struct fields begin with a small letter there. */
final class AppsetCases {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AppsetCases() {}

    static JsonNode written(JsonNode literal) {
        if (literal.has("__json")) {
            return literal.get("__json");
        }
        if (literal instanceof ArrayNode items) {
            ArrayNode all = MAPPER.createArrayNode();
            items.forEach(item -> all.add(written(item)));
            return all;
        }
        if (literal instanceof ObjectNode fields) {
            boolean struct = fields.has("__type");
            ObjectNode all = MAPPER.createObjectNode();
            fields.properties().forEach(field -> {
                String name = field.getKey();
                if (name.equals("ApplicationSetTemplateMeta") || name.equals("ObjectMeta")) {
                    all.set("metadata", written(field.getValue()));
                } else if (name.equals("TypeMeta")) {
                    all.setAll((ObjectNode) written(field.getValue()));
                } else if (!name.equals("__type")) {
                    all.set(struct ? small(name) : name, written(field.getValue()));
                }
            });
            return all;
        }
        return literal;
    }

    private static String small(String name) {
        return name.equals("APIVersion") ? "apiVersion" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static MappingNode node(JsonNode written) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read("case.json", written.toString().getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    /** A table's sets of parameters, whatever their order, in one form. */
    static List<String> sets(@Nullable JsonNode expected) throws GoTemplateException {
        List<String> sets = new ArrayList<>();
        if (expected != null) {
            for (JsonNode set : expected) {
                sets.add(json(GoJson.read(written(set).toString())));
            }
        }
        sets.sort(null);
        return sets;
    }

    static List<String> sets(List<Map<String, @Nullable Object>> actual) throws GoTemplateException {
        List<String> sets = new ArrayList<>();
        for (Map<String, @Nullable Object> set : actual) {
            sets.add(json(set));
        }
        sets.sort(null);
        return sets;
    }

    private static String json(@Nullable Object value) throws GoTemplateException {
        return GoJson.write(value, GoJson.Form.RAW, new Meter(TemplateLimits.DEFAULT));
    }

    static @Nullable Map<String, String> texts(@Nullable JsonNode map) {
        if (map == null || map.isNull()) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
