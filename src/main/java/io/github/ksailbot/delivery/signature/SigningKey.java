package io.github.ksailbot.delivery.signature;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key on the curve P-256, whose signatures cosign and Flux verify by its public key. */
public final class SigningKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final int P256_BITS = 256;

    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * @param pem a file with one PKCS#8 key that is not encrypted, as
     *     {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256} writes it
     * @throws SigningKeyException when it holds something else; never with the file's content in it
     */
    public static SigningKey read(Path pem) throws SigningKeyException {
        try {
            return of(Files.readString(pem, StandardCharsets.US_ASCII), "`" + pem + "`");
        } catch (IOException e) {
            throw new SigningKeyException("The signing key `" + pem + "` cannot be read.", e);
        }
    }

    static SigningKey of(String text, String name) throws SigningKeyException {
        Matcher pem = PEM.matcher(text);
        if (!pem.find()) {
            throw new SigningKeyException("The signing key " + name + " is no PEM file.");
        }
        String kind = pem.group(1);
        if (!kind.equals("PRIVATE KEY")) {
            throw new SigningKeyException("The signing key " + name + " holds `" + kind
                    + "`, and this program reads `PRIVATE KEY`: PKCS#8 without encryption. Protect the file by its"
                    + " permissions; `openssl pkcs8 -topk8 -nocrypt` converts keys of openssl.");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
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
