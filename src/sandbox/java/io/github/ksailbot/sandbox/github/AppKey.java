package io.github.ksailbot.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** An App's RSA key in the forms in which GitHub and tools write it, and the tokens that it signs. */
public final class AppKey {

    private static final int BITS = 2048;

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** PKCS#8 wraps an RSA key with version, algorithm and two headers: 26 bytes for keys of this size. */
    private static final int PKCS8_HEADER = 26;

    private final PrivateKey key;

    AppKey(KeyPair pair) {
        this.key = pair.getPrivate();
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code BEGIN PRIVATE KEY}. */
    public String pkcs8() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** {@code BEGIN RSA PRIVATE KEY}, as GitHub hands keys out. */
    public String pkcs1() {
        byte[] wrapped = key.getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(wrapped, PKCS8_HEADER, wrapped.length));
    }

    /** A token that is valid for nine minutes from a minute ago. */
    public String jwt(long appId, Instant now) {
        return jwt(appId, now.minusSeconds(60), now.plus(Duration.ofMinutes(9)));
    }

    public String jwt(long appId, Instant issued, Instant expires) {
        String header = URL.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
        String claims = "{\"iss\":\"" + appId + "\",\"iat\":" + issued.getEpochSecond() + ",\"exp\":"
                + expires.getEpochSecond() + "}";
        String signed = header + "." + URL.encodeToString(claims.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
