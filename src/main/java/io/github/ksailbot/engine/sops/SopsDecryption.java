package io.github.ksailbot.engine.sops;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens resources that SOPS encrypted, and encrypted files in the data of Secrets. Nothing secret leaves this: each value that was opened becomes a stand-in of the same
 * shape, so that checks judge it rightly and nobody can read it, neither in findings nor in what is rendered.
 *
 * <p>Findings: {@code flux/sops} for a value that does not open though its key does, an error; a notice for what is
 * encrypted for none of the keys, and for a file whose checksum says that it was changed after it was encrypted.
 *
 * @see <a href="https://github.com/getsops/sops#encryption-protocol">How SOPS encrypts</a>
 */
public final class SopsDecryption {
    private static final String RULE = "flux/sops";
    private static final String METADATA = "sops";
    private static final int KEY_BYTES = 32;

    private static final Map<String, String> OTHERS = new TreeMap<>(Map.of(
            "pgp",
            "PGP",
            "kms",
            "AWS KMS",
            "gcp_kms",
            "Google Cloud KMS",
            "azure_kv",
            "Azure Key Vault",
            "hc_vault",
            "HashiCorp Vault"));

    private final AgeKeys keys;

    public SopsDecryption(AgeKeys keys) {
        this.keys = keys;
    }

    /**
     * @param manifest with stand-ins and without SOPS's metadata; as it was when it is not opened
     */
    public record Result(Manifest manifest, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    public static boolean isEncrypted(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping(METADATA);
        return metadata != null && metadata.has("mac");
    }

    /** Checksums that several of the manifests carry: those of files with several documents, which no document has alone. */
    public static Set<String> sharedChecksums(List<Manifest> manifests) {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (Manifest manifest : manifests) {
            MappingNode metadata = manifest.root().mapping(METADATA);
            if (metadata != null && !seen.add(metadata.text("mac"))) {
                shared.add(metadata.text("mac"));
            }
        }
        return shared;
    }

    /**
     * As it was when it is not encrypted, or when there is no key at all.
     *
     * @param sharedChecksums checksums that are of more than this manifest
     */
    public Result decrypt(Manifest manifest, Set<String> sharedChecksums) {
        MappingNode metadata = manifest.root().mapping(METADATA);
        if (keys.isEmpty()) {
            return new Result(manifest, List.of());
        }
        if (metadata == null || !isEncrypted(manifest)) {
            return new Result(
                    manifest.kind().equals("Secret") ? new SopsData(this).opened(manifest) : manifest, List.of());
        }
        byte[] key = key(metadata);
        if (key == null) {
            return new Result(
                    manifest,
                    List.of(notice(
                            manifest,
                            others(metadata).isEmpty()
                                    ? "is encrypted for none of the keys that the operator gave; its values are"
                                            + " unknown here."
                                    : "is encrypted with %s, which nothing opens here; its values are unknown."
                                            .formatted(others(metadata)))));
        }
        Opening opening = new Opening(manifest, new SopsCipher(key), metadata);
        MappingNode opened = opening.mapping(manifest.root().without(METADATA), "");
        List<Finding> findings = new ArrayList<>(opening.findings);
        if (findings.isEmpty()
                && opening.isUntouched
                && !sharedChecksums.contains(metadata.text("mac"))
                && !opening.checksum.matches(metadata, opening.cipher)) {
            findings.add(notice(
                    manifest,
                    "was changed after it was encrypted: its checksum is another one. Flux decrypts it nevertheless."));
        }
        return new Result(new Manifest(opened), findings);
    }

    /** With stand-ins and without metadata; null when none of the keys opens it, or a value is broken. */
    @Nullable MappingNode opened(MappingNode root) {
        MappingNode metadata = root.mapping(METADATA);
        byte[] key = metadata == null ? null : key(metadata);
        if (metadata == null || key == null) {
            return null;
        }
        Opening opening = new Opening(new Manifest(root), new SopsCipher(key), metadata);
        MappingNode opened = opening.mapping(root.without(METADATA), "");
        return opening.findings.isEmpty() ? opened : null;
    }

    /** The key of armored files, of which one is for one of the keys here; null when none is. */
    byte @Nullable [] key(List<String> armored) {
        for (String one : armored) {
            byte[] key = keys.open(one);
            if (key != null && key.length == KEY_BYTES) {
                return key;
            }
        }
        return null;
    }

    /** What else than age it is encrypted with; empty when it is with age, too. */
    private static String others(MappingNode metadata) {
        SequenceNode age = metadata.sequence("age");
        if (age != null && age.size() > 0) {
            return "";
        }
        return OTHERS.entrySet().stream()
                .filter(other -> {
                    SequenceNode recipients = metadata.sequence(other.getKey());
                    return recipients != null && recipients.size() > 0;
                })
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" and "));
    }

    private byte @Nullable [] key(MappingNode metadata) {
        SequenceNode recipients = metadata.sequence("age");
        return recipients == null
                ? null
                : key(recipients.items().stream()
                        .map(item -> item instanceof MappingNode recipient ? recipient.text("enc") : "")
                        .toList());
    }

    private static Finding notice(Manifest manifest, String what) {
        return new Finding(
                RuleId.of(RULE),
                Severity.NOTICE,
                "`%s` %s".formatted(manifest.id(), what),
                manifest.id(),
                "",
                manifest.origin(),
                "");
    }

    /** One resource. */
    private static final class Opening {
        private final Manifest manifest;
        private final SopsCipher cipher;
        private final SopsChecksum checksum;
        private final boolean isSecret;
        private final List<Finding> findings = new ArrayList<>();
        /** Whether all stands as it was written, so that the checksum must be right. */
        private boolean isUntouched = true;

        Opening(Manifest manifest, SopsCipher cipher, MappingNode metadata) {
            this.manifest = manifest;
            this.cipher = cipher;
            this.checksum = new SopsChecksum(metadata);
            this.isSecret = manifest.kind().equals("Secret");
        }

        MappingNode mapping(MappingNode mapping, String bound) {
            MappingNode opened = mapping;
            for (MappingNode.Entry entry : mapping.entries()) {
                opened = opened.with(new MappingNode.Entry(
                        entry.key(), node(entry.value(), bound + entry.key().text() + ":")));
            }
            return opened;
        }

        /** Items of a list are bound to the place of the list. */
        private Node node(Node node, String bound) {
            isUntouched &= node.origin().before() == null;
            if (node instanceof MappingNode mapping) {
                return mapping(mapping, bound);
            }
            if (node instanceof SequenceNode sequence) {
                return sequence.withItems(sequence.items().stream()
                        .filter(item -> !isComment(item))
                        .map(item -> node(item, bound))
                        .toList());
            }
            return node instanceof ScalarNode scalar ? scalar(scalar, bound) : node;
        }

        /** In a list, SOPS writes comments as items. */
        private static boolean isComment(Node item) {
            return item instanceof ScalarNode scalar
                    && SopsCipher.isEncrypted(scalar.text())
                    && scalar.text().endsWith(",type:comment]");
        }

        private ScalarNode scalar(ScalarNode scalar, String bound) {
            if (!SopsCipher.isEncrypted(scalar.text())) {
                checksum.add(scalar);
                return scalar;
            }
            SopsCipher.Plain plain = cipher.open(scalar.text(), bound);
            if (plain == null) {
                findings.add(
                        broken(scalar, bound.substring(0, bound.length() - 1).replace(':', '.')));
                return scalar;
            }
            checksum.add(plain);
            String shown = isSecret && bound.startsWith("data:") ? encoded(plain.text()) : StandIn.of(plain.text());
            return switch (plain.type()) {
                case "int" -> new ScalarNode(shown, ScalarNode.Style.PLAIN, ScalarNode.Type.INTEGER, scalar.origin());
                case "float" -> new ScalarNode(shown, ScalarNode.Style.PLAIN, ScalarNode.Type.FLOAT, scalar.origin());
                case "bool" -> new ScalarNode("true", ScalarNode.Style.PLAIN, ScalarNode.Type.BOOLEAN, scalar.origin());
                default -> ScalarNode.string(shown, scalar.origin());
            };
        }

        /** Of a value that is encoded again inside. */
        private static String encoded(String base64) {
            try {
                String secret = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
                return Base64.getEncoder().encodeToString(StandIn.of(secret).getBytes(StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return StandIn.of(base64);
            }
        }

        private Finding broken(ScalarNode scalar, String field) {
            return Finding.error(
                            RULE,
                            "`%s` of `%s` cannot be decrypted: it was moved, copied or changed after it was encrypted."
                                    .formatted(field, manifest.id()),
                            scalar.origin())
                    .about(manifest.id(), field)
                    .withFix("Change encrypted files with `sops edit` only.");
        }
    }
}
