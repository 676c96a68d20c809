package io.github.ksailbot.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ksailbot.engine.manifest.Manifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The strict stand-alone schemas of Kubernetes that kubeconform uses: the truth to compare with. */
final class PublishedSchemas {
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Optional<Schema>> schemas = new HashMap<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** @param archive {@code tar.xz} with one file a kind */
    PublishedSchemas(Path archive) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    String name = entry.getName();
                    files.put(name.substring(name.lastIndexOf('/') + 1), tar.readAllBytes());
                }
            }
        }
    }

    /** Empty when there is no schema of the kind. */
    Optional<Boolean> allow(Manifest manifest) {
        return schemas.computeIfAbsent(fileName(manifest), this::load)
                .map(schema -> schema.validate(ManifestJson.of(manifest.root())).isEmpty());
    }

    private Optional<Schema> load(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            return Optional.empty();
        }
        try {
            JsonNode schema = mapper.readTree(content);
            ((ObjectNode) schema).remove("$schema");
            return Optional.of(registry.getSchema(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(Manifest manifest) {
        String apiVersion = manifest.apiVersion();
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash).split("\\.", -1)[0] + "-";
        return "%s-%s%s.json"
                .formatted(manifest.kind(), group, apiVersion.substring(slash + 1))
                .toLowerCase(Locale.ROOT);
    }
}
