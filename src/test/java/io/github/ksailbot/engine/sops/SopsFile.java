package io.github.ksailbot.engine.sops;

import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes files as SOPS does, for a new key of age each. */
public final class SopsFile {
    private static final String TIME = "2026-01-02T03:04:05Z";
    private static final byte[] KEY = bytes(32);

    private final String identity;
    private final String recipient;
    private final MessageDigest digest = MessageDigest.getInstance("SHA-512");

    public SopsFile() throws Exception {
        KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
        this.identity = pair.getPrivate().toString();
        this.recipient = pair.getPublic().toString();
    }

    /** What the key file that opens it holds. */
    public String keyFile() {
        return "# created: today\n# public key: " + recipient + "\n" + identity + "\n";
    }

    public AgeKeys keys() throws AgeKeyException {
        return AgeKeys.parse(keyFile());
    }

    /** A value that stands in the clear; in the order of the file. */
    public String plain(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return text;
    }

    /**
     * An encrypted value; in the order of the file.
     *
     * @param path names of the mappings, each with a colon behind
     */
    public String secret(String path, String text, String type) throws Exception {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return sealed(path, text, type);
    }

    /** The metadata, when all values are written. */
    public String metadata() throws Exception {
        String mac = HexFormat.of().withUpperCase().formatHex(digest.digest());
        return """
            sops:
              age:
                - recipient: %s
                  enc: |
            %s
              lastmodified: "%s"
              mac: %s
              version: 3.9.0
            """.formatted(recipient, armored().indent(8).stripTrailing(), TIME, sealed(TIME, mac, "str"));
    }

    private String armored() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(
                        Channels.newChannel(out),
                        List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)))) {
            channel.write(ByteBuffer.wrap(KEY));
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String sealed(String path, String text, String type) throws Exception {
        byte[] iv = bytes(32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(path.getBytes(StandardCharsets.UTF_8));
        byte[] both = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        int length = both.length - 16;
        Base64.Encoder base64 = Base64.getEncoder();
        return "ENC[AES256_GCM,data:%s,iv:%s,tag:%s,type:%s]"
                .formatted(
                        base64.encodeToString(Arrays.copyOf(both, length)),
                        base64.encodeToString(iv),
                        base64.encodeToString(Arrays.copyOfRange(both, length, both.length)),
                        type);
    }

    /** The same each time: a test's key need not be secret, and Java refuses one nonce twice for one cipher only. */
    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 7 + count);
        }
        return bytes;
    }
}
