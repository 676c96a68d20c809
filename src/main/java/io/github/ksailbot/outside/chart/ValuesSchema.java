package io.github.ksailbot.outside.chart;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A chart's {@code values.schema.json} without what leads out of it: Helm would fetch the schemas that it names, from whatever
 * host.
 */
final class ValuesSchema {
    private static final int MAX_DEPTH = 200;
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final List<String> NAMES = List.of("$id", "id");

    /** The meta-schemas that Helm knows by heart. */
    private static final Pattern KNOWN =
            Pattern.compile("https?://json-schema\\.org/(draft-0[467]|draft/2019-09|draft/2020-12)/schema#?");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private ValuesSchema() {}

    /** Empty when it needs schemas of other places, so that it cannot be used; as it is when Helm refuses it anyhow. */
    static Optional<byte[]> confined(byte[] schema) {
        JsonNode root;
        try {
            root = JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            return Optional.of(schema);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (!confine(root)) {
            return Optional.empty();
        }
        return Optional.of(root.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean confine(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String reference : REFERENCES) {
                JsonNode target = object.get(reference);
                if (target != null && target.isTextual() && !target.textValue().startsWith("#")) {
                    return false;
                }
            }
            JsonNode meta = object.get("$schema");
            if (meta != null
                    && meta.isTextual()
                    && !KNOWN.matcher(meta.textValue()).matches()) {
                object.remove("$schema");
            }
            for (String name : NAMES) {
                JsonNode id = object.get(name);
                if (id != null && id.isTextual() && !id.textValue().startsWith("#")) {
                    object.remove(name);
                }
            }
            object.remove("$vocabulary");
        }
        for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
            if (!confine(children.next())) {
                return false;
            }
        }
        return true;
    }
}
