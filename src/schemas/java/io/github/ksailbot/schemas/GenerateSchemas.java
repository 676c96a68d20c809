package io.github.ksailbot.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the schemas of one Kubernetes version from the published Java API package of that version. Three files:
 * {@code definitions.gz} (one line a definition: name, tab, JSON Schema draft-07 whose references are names of other
 * definitions), {@code kinds.txt} (one line a kind: apiVersion, kind, definition, scope) and {@code provenance.json}.
 * The same package gives the same bytes: no time is written, and everything is sorted.
 */
public final class GenerateSchemas {
    private GenerateSchemas() {}

    /**
     * Writes the three files.
     *
     * @param args directory to write to, Maven coordinates of the package, Kubernetes version that the package is of
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        ApiPackage api = ApiPackage.containing(V1Deployment.class);
        Map<String, ObjectNode> definitions = new ModelSchemas(EnumFacts.read()).of(api.models());
        List<ApiKind> kinds = ApiKind.of(api.apis(), definitions.keySet());

        StringBuilder lines = new StringBuilder();
        definitions.forEach(
                (name, schema) -> lines.append(name).append('\t').append(schema).append('\n'));
        writeCompressed(directory.resolve("definitions.gz"), lines.toString());
        StringBuilder table = new StringBuilder();
        kinds.forEach(kind -> table.append(kind).append('\n'));
        Files.writeString(directory.resolve("kinds.txt"), table);
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("kubernetes", args[2]);
        provenance.put("package", args[1]);
        provenance.put("license", "Apache-2.0");
        provenance.put("command", "mvn -Pschemas process-test-classes");
        provenance.put("definitions", definitions.size());
        provenance.put("kinds", kinds.size());
        provenance.put("enums", EnumFacts.read().size());
        Files.writeString(
                directory.resolve("provenance.json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(provenance) + "\n");
    }

    private static void writeCompressed(Path file, String text) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)) {
            {
                def.setLevel(9);
            }
        })) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
