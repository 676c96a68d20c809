package io.github.ksailbot.delivery.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An OCI image manifest. Equal ones have equal bytes.
 *
 * @param annotations sorted by key
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md">image-spec, manifest</a>
 */
public record Manifest(Descriptor config, List<Descriptor> layers, SortedMap<String, String> annotations) {
    public static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final JsonMapper JSON = new JsonMapper();

    public Manifest {
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("schemaVersion", 2);
        json.put("mediaType", MEDIA_TYPE);
        json.set("config", write(config));
        ArrayNode all = json.putArray("layers");
        layers.forEach(layer -> all.add(write(layer)));
        putAnnotations(json, annotations);
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain texts and numbers", e);
        }
    }

    /**
     * Reads what somebody may have pushed.
     *
     * @param bytes of any kind of manifest; what an index or another kind does not have is empty
     */
    static Manifest parse(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        List<Descriptor> layers = new ArrayList<>();
        for (JsonNode layer : json.path("layers")) {
            layers.add(descriptor(layer));
        }
        return new Manifest(descriptor(json.path("config")), layers, annotations(json));
    }

    private static ObjectNode write(Descriptor descriptor) {
        ObjectNode json = JSON.createObjectNode();
        json.put("mediaType", descriptor.mediaType());
        json.put("digest", descriptor.digest());
        json.put("size", descriptor.size());
        putAnnotations(json, descriptor.annotations());
        return json;
    }

    private static void putAnnotations(ObjectNode json, Map<String, String> annotations) {
        if (!annotations.isEmpty()) {
            ObjectNode all = json.putObject("annotations");
            annotations.forEach(all::put);
        }
    }

    private static Descriptor descriptor(JsonNode json) {
        return new Descriptor(
                json.path("mediaType").asText(),
                json.path("digest").asText(),
                json.path("size").asLong(),
                annotations(json));
    }

    private static SortedMap<String, String> annotations(JsonNode json) {
        SortedMap<String, String> found = new TreeMap<>();
        json.path("annotations")
                .properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText()));
        return found;
    }
}
