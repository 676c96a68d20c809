package io.github.ksailbot.engine.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bundled schemas of the newest Kubernetes version. Each definition is text until a manifest needs it, so that a
 * command that validates three kinds parses the definitions of three kinds.
 */
final class KubernetesSchemas {
    /** The Kubernetes version that the bundled schemas are of; {@code kubernetes/provenance.json} says it, too. */
    static final String VERSION = "1.36";

    private static final String BASE = "kubernetes://definitions/";

    private static final class Bundled {
        private static final KubernetesSchemas SCHEMAS = new KubernetesSchemas(readDefinitions());
    }

    private final Map<String, String> texts;
    private final Map<String, JsonNode> parsed = new ConcurrentHashMap<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private final SchemaRegistry registry;

    private KubernetesSchemas(Map<String, String> texts) {
        this.texts = texts;
        Dialect dialect = Dialect.builder(Dialects.getDraft7())
                .formats(KubernetesFormat.ALL)
                .build();
        this.registry = SchemaRegistry.withDefaultDialect(
                dialect, builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .preloadSchema(false)
                                .build())
                        .schemaLoader(new SchemaLoader(List.of(), List.of(this::resource))));
    }

    /** Read from the class path at the first call. */
    static KubernetesSchemas bundled() {
        return Bundled.SCHEMAS;
    }

    /** @param definition a name that the kinds or another definition give */
    Schema schema(String definition) {
        return schemas.computeIfAbsent(definition, name -> registry.getSchema(SchemaLocation.of(BASE + name)));
    }

    /** The JSON Schema of a definition; a missing node when there is none of that name. */
    JsonNode definition(String name) {
        return parsed.computeIfAbsent(name, this::parse);
    }

    private JsonNode parse(String name) {
        String text = texts.get(name);
        if (text == null) {
            return MissingNode.getInstance();
        }
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the bundled definition " + name + " is broken", e);
        }
    }

    /** Only what is bundled can be loaded: a schema never leads to the network or to a file. */
    private @Nullable InputStreamSource resource(AbsoluteIri iri) {
        String location = iri.toString();
        String text = location.startsWith(BASE) ? texts.get(location.substring(BASE.length())) : null;
        return text == null ? null : () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> readDefinitions() {
        try (InputStream file = open("definitions.gz");
                InputStream in = new GZIPInputStream(file)) {
            Map<String, String> texts = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int tab = line.indexOf('\t');
                texts.put(line.substring(0, tab), line.substring(tab + 1));
            });
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled Kubernetes schemas cannot be read", e);
        }
    }

    /** @param name of a file beside the bundled schemas */
    static InputStream open(String name) throws IOException {
        InputStream in = KubernetesSchemas.class.getResourceAsStream("kubernetes/" + name);
        if (in == null) {
            throw new IOException("kubernetes/" + name + " is not on the class path");
        }
        return in;
    }
}
