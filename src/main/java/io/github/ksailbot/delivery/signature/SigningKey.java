package io.github.ksailbot.delivery.signature;

import io.github.ksailbot.engine.environment.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A private key on the curve P-256, whose signatures cosign and Flux verify by its public key. */
public final class SigningKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Set<String> ENCRYPTED =
            Set.of("ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY");
    private static final int P256_BITS = 256;

    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * @param pem a file with one key: as {@code cosign generate-key-pair} writes it, or PKCS#8 that is not encrypted, as
     *     {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256} does
     * @param password of cosign's; null when none is set, which is not the same as an empty one
     * @throws SigningKeyException when it holds something else, or the password is not its own; never with the file's content
     *     in it
     */
    public static SigningKey read(Path pem, @Nullable Secret password) throws SigningKeyException {
        try {
            return of(Files.readString(pem, StandardCharsets.US_ASCII), password, "`" + pem + "`");
        } catch (IOException e) {
            throw new SigningKeyException("The signing key `" + pem + "` cannot be read.", e);
        }
    }

    static SigningKey of(String text, @Nullable Secret password, String name) throws SigningKeyException {
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new SigningKeyException("The signing key " + name + " is no PEM file.");
        }
        String kind = pem.group(1);
        if (!kind.equals("PRIVATE KEY") && !ENCRYPTED.contains(kind)) {
            throw new SigningKeyException("The signing key " + name + " holds `" + kind
                    + "`, and this program reads the keys of `cosign generate-key-pair`, and `PRIVATE KEY`: PKCS#8"
                    + " without encryption. `openssl pkcs8 -topk8 -nocrypt` converts keys of openssl.");
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] encoded = ENCRYPTED.contains(kind) ? opened(content, password, name) : content;
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (!(key instanceof ECPrivateKey curve)
                    || curve.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
                throw new SigningKeyException("The signing key " + name + " is not on the curve P-256.");
            }
            return new SigningKey(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the key.
            throw new SigningKeyException("The signing key " + name + " is no key on the curve P-256.");
        }
    }

    private static byte[] opened(byte[] content, @Nullable Secret password, String name) throws SigningKeyException {
        if (password == null) {
            throw new SigningKeyException("The signing key " + name + " is encrypted, and no password is set for it.");
        }
        EncryptedKey encrypted;
        try {
            encrypted = EncryptedKey.parse(content);
        } catch (IllegalArgumentException e) {
            throw new SigningKeyException("The signing key " + name
                    + " is encrypted in a way that this program does not know: cosign's is scrypt and nacl/secretbox.");
        }
        byte[] key = encrypted.open(password.reveal().getBytes(StandardCharsets.UTF_8));
        if (key == null) {
            throw new SigningKeyException("The password of the signing key " + name + " is another one.");
        }
        return key;
    }

    /** In base64: ECDSA over SHA-256, as ASN.1 writes it. */
    String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked when it was read", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[***]";
    }
}
