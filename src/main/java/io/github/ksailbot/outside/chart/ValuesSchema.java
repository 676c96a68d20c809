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
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chart's {@code values.schema.json} without what leads out of it: Helm would fetch the schemas that it names, from whatever
 * host, or read them from the file system, where no file of a chart is.
 *
 * @param content what Helm is given; null when the schema needs others, so that it cannot be used
 * @param remote an address that it needs; empty for none
 * @param missing a file that it needs, and Helm does not find; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ValuesSchema(byte @Nullable [] content, String remote, String missing) {
    static final String NAME = "values.schema.json";

    private static final int MAX_DEPTH = 200;
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final List<String> NAMES = List.of("$id", "id");

    /** The meta-schemas that Helm knows by heart. */
    private static final Pattern KNOWN =
            Pattern.compile("https?://json-schema\\.org/(draft-0[467]|draft/2019-09|draft/2020-12)/schema(#.*)?");

    private static final Pattern REMOTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
    private static final Pattern FILE = Pattern.compile("(?i)file:.*");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    /** Of a file of a chart. */
    static ValuesSchema of(byte[] schema) {
        JsonNode root;
        try {
            root = JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            // Helm refuses it anyhow
            return new ValuesSchema(schema, "", "");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        Confinement confinement = new Confinement(root.path("$id").asText(""));
        confinement.confine(root);
        return confinement.remote.isEmpty() && confinement.missing.isEmpty()
                ? new ValuesSchema(root.toString().getBytes(StandardCharsets.UTF_8), "", "")
                : new ValuesSchema(null, confinement.remote, confinement.missing);
    }

    private static final class Confinement {
        private final String own;
        private String remote = "";
        private String missing = "";

        /** @param id what the schema calls itself */
        Confinement(String id) {
            this.own = id.replaceFirst("#.*$", "");
        }

        void confine(JsonNode node) {
            if (node instanceof ObjectNode object) {
                REFERENCES.forEach(reference -> reference(object, reference));
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
            node.elements().forEachRemaining(this::confine);
        }

        private void reference(ObjectNode object, String key) {
            JsonNode value = object.get(key);
            if (value == null || !value.isTextual()) {
                return;
            }
            String target = value.textValue();
            String document = target.replaceFirst("#.*$", "");
            if (document.isEmpty() || KNOWN.matcher(target).matches()) {
                return;
            }
            if (document.equals(NAME) || document.equals("./" + NAME) || (!own.isEmpty() && document.equals(own))) {
                String fragment = target.substring(document.length());
                object.put(key, fragment.isEmpty() ? "#" : fragment);
            } else if ((REMOTE.matcher(target).matches() || REMOTE.matcher(own).matches())
                    && !FILE.matcher(target).matches()) {
                remote = target;
            } else {
                missing = target;
            }
        }
    }
}
