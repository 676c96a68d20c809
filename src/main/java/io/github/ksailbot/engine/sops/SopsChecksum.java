package io.github.ksailbot.engine.sops;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SOPS's checksum of all values of a file, in their order, decrypted. */
final class SopsChecksum {
    private final MessageDigest digest;
    private final boolean onlyEncrypted;

    SopsChecksum(MappingNode metadata) {
        this.digest = digest("SHA-512");
        this.onlyEncrypted = metadata.text("mac_only_encrypted").equals("true");
        if (onlyEncrypted) {
            digest.update(digest("SHA-256").digest("sops".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    void add(ScalarNode plain) {
        if (onlyEncrypted || plain.isNull()) {
            return;
        }
        String text = plain.text();
        Boolean truth = plain.booleanValue();
        if (truth != null) {
            text = truth ? "True" : "False";
        } else if (plain.type() == ScalarNode.Type.FLOAT && plain.numberValue() != null) {
            text = BigDecimal.valueOf(plain.numberValue()).stripTrailingZeros().toPlainString();
        } else if (plain.integerValue() != null) {
            text = String.valueOf(plain.integerValue());
        }
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    void add(SopsCipher.Plain opened) {
        digest.update(opened.text().getBytes(StandardCharsets.UTF_8));
    }

    /** May be asked once. */
    boolean matches(MappingNode metadata, SopsCipher cipher) {
        SopsCipher.Plain written = cipher.open(metadata.text("mac"), metadata.text("lastmodified"));
        byte[] own = HexFormat.of().withUpperCase().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
        return written != null && MessageDigest.isEqual(own, written.text().getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
