package io.github.ksailbot.sandbox.github.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhook bodies as GitHub does. */
public final class Signatures {

    private Signatures() {}

    /** The value of {@code X-Hub-Signature-256}. */
    public static String sha256(String secret, byte[] body) {
        return "sha256=" + mac("HmacSHA256", secret, body);
    }

    /** The value of the legacy {@code X-Hub-Signature}. */
    public static String sha1(String secret, byte[] body) {
        return "sha1=" + mac("HmacSHA1", secret, body);
    }

    private static String mac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
