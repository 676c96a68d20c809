package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The suffix that changes the name of a config map or secret whenever its content changes. */
final class ContentHash {
    private static final int LENGTH = 10;

    private ContentHash() {}

    /** Ten letters and digits of the SHA-256 of the content, some of them swapped so that no words come out. */
    static String of(Resource resource, Work work) throws BuildException {
        measure(resource.root(), work);
        String json =
                switch (resource.kind()) {
                    case "ConfigMap" -> configMap(resource.root());
                    case "Secret" -> secret(resource.root());
                    default ->
                        throw BuildException.unchecked(
                                        "kustomize/not-rendered",
                                        "A name suffix for the content of a generated %s is not made here."
                                                .formatted(resource.kind()),
                                        resource.origin())
                                .withFix("Set `disableNameSuffixHash` for it.");
                };
        StringBuilder hash = new StringBuilder(LENGTH);
        byte[] digest = sha256(json);
        for (int i = 0; i < LENGTH; i++) {
            hash.append(letter(i % 2 == 0 ? (digest[i / 2] >> 4) & 0xF : digest[i / 2] & 0xF));
        }
        return hash.toString();
    }

    /** The content is written as JSON and hashed. */
    private static void measure(Node node, Work work) {
        work.spend(1);
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                work.write(entry.key().text().length());
                measure(entry.value(), work);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> measure(item, work));
        } else {
            work.write(((ScalarNode) node).text().length());
        }
    }

    private static char letter(int nibble) {
        return "gh2k456789mbcdtf".charAt(nibble);
    }

    /** The name is left out, because it changes; kustomize writes an empty one. */
    private static String configMap(MappingNode root) {
        String binary = root.get("binaryData") instanceof MappingNode mapping
                ? "\"binaryData\":" + CanonicalJson.of(mapping) + ","
                : "";
        return "{" + binary + "\"data\":" + field(root, "data") + ",\"kind\":\"ConfigMap\",\"name\":\"\"}";
    }

    private static String secret(MappingNode root) {
        String strings = root.get("stringData") instanceof MappingNode mapping
                ? ",\"stringData\":" + CanonicalJson.of(mapping)
                : "";
        return "{\"data\":" + field(root, "data") + ",\"kind\":\"Secret\",\"name\":\"\"" + strings + ",\"type\":"
                + field(root, "type") + "}";
    }

    private static String field(MappingNode root, String name) {
        Node value = root.get(name);
        if (value == null) {
            return "\"\"";
        }
        return value instanceof ScalarNode scalar ? CanonicalJson.string(scalar.text()) : CanonicalJson.of(value);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
