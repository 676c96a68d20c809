package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The suffix that changes the name of a config map or secret whenever its content changes. */
final class ContentHash {
    static final int LENGTH = 10;

    static final String LETTERS = "gh2k456789mbcdtf";

    private ContentHash() {}

    /** Ten letters and digits of the SHA-256 of the content, some of them swapped so that no words come out. */
    static String of(Resource resource, Work work) throws BuildException {
        measure(resource.root(), work);
        Written json =
                switch (resource.kind()) {
                    case "ConfigMap" -> out -> configMap(out, resource.root());
                    case "Secret" -> out -> secret(out, resource.root());
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
        return LETTERS.charAt(nibble);
    }

    /** The name is left out, because it changes; kustomize writes an empty one. */
    private static void configMap(Appendable json, MappingNode root) throws IOException {
        json.append('{');
        if (root.get("binaryData") instanceof MappingNode binary) {
            json.append("\"binaryData\":");
            CanonicalJson.write(json, binary);
            json.append(',');
        }
        json.append("\"data\":");
        field(json, root, "data");
        json.append(",\"kind\":\"ConfigMap\",\"name\":\"\"}");
    }

    private static void secret(Appendable json, MappingNode root) throws IOException {
        json.append("{\"data\":");
        field(json, root, "data");
        json.append(",\"kind\":\"Secret\",\"name\":\"\"");
        if (root.get("stringData") instanceof MappingNode strings) {
            json.append(",\"stringData\":");
            CanonicalJson.write(json, strings);
        }
        json.append(",\"type\":");
        field(json, root, "type");
        json.append('}');
    }

    private static void field(Appendable json, MappingNode root, String name) throws IOException {
        Node value = root.get(name);
        if (value == null) {
            json.append("\"\"");
        } else if (value instanceof ScalarNode scalar) {
            CanonicalJson.writeString(json, scalar.text());
        } else {
            CanonicalJson.write(json, value);
        }
    }

    private interface Written {
        void to(Appendable json) throws IOException;
    }

    /** Of the text's UTF-8, which is never there as a whole. */
    private static byte[] sha256(Written text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (Writer json = new OutputStreamWriter(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest), StandardCharsets.UTF_8)) {
                text.to(json);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written anywhere", e);
        }
    }
}
