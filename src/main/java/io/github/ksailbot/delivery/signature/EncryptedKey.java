package io.github.ksailbot.delivery.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * What is inside of a cosign key's PEM: JSON with a PKCS#8 key in a box of NaCl (XSalsa20 and Poly1305), whose key scrypt makes of a
 * password.
 *
 * @see <a href="https://pkg.go.dev/github.com/secure-systems-lab/go-securesystemslib/encrypted">where cosign has it from</a>
 */
final class EncryptedKey {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int KEY = 32;
    private static final int NONCE = 24;
    private static final int TAG = 16;
    private static final int MAX_BLOCKS = 1 << 21;
    private static final int MAX_PARALLEL = 16;

    private final byte[] salt;
    private final int cost;
    private final int blockSize;
    private final int parallel;
    private final byte[] nonce;
    private final byte[] box;

    private EncryptedKey(byte[] salt, int cost, int blockSize, int parallel, byte[] nonce, byte[] box) {
        this.salt = salt;
        this.cost = cost;
        this.blockSize = blockSize;
        this.parallel = parallel;
        this.nonce = nonce;
        this.box = box;
    }

    /** @throws IllegalArgumentException when it is something else, or would take more than 256 MiB to open */
    static EncryptedKey parse(byte[] text) {
        try {
            JsonNode json = JSON.readTree(text);
            boolean isKnown = json.at("/kdf/name").asText().equals("scrypt")
                    && json.at("/cipher/name").asText().equals("nacl/secretbox");
            int cost = json.at("/kdf/params/N").asInt();
            int blockSize = json.at("/kdf/params/r").asInt();
            int parallel = json.at("/kdf/params/p").asInt();
            byte[] nonce = base64(json.at("/cipher/nonce"));
            byte[] box = base64(json.path("ciphertext"));
            boolean isPossible = cost > 1
                    && Integer.bitCount(cost) == 1
                    && blockSize > 0
                    && parallel > 0
                    && parallel <= MAX_PARALLEL
                    && (long) cost * blockSize <= MAX_BLOCKS
                    && nonce.length == NONCE
                    && box.length > TAG;
            if (!isKnown || !isPossible) {
                throw new IllegalArgumentException("not scrypt and secretbox within the limits");
            }
            return new EncryptedKey(base64(json.at("/kdf/salt")), cost, blockSize, parallel, nonce, box);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.asText());
    }

    /**
     * Opens it.
     *
     * @return a PKCS#8 key; null when the password is another one, or the file was changed
     */
    @SuppressWarnings("NullAway") // an array that may be null
    byte @org.jspecify.annotations.Nullable [] open(byte[] password) {
        byte[] key = SCrypt.generate(password, salt, cost, blockSize, parallel, KEY);
        XSalsa20Engine stream = new XSalsa20Engine();
        stream.init(false, new ParametersWithIV(new KeyParameter(key), nonce));
        // The first bytes of the stream are the key of the tag, which stands before what it protects.
        byte[] tagKey = new byte[KEY];
        stream.processBytes(tagKey, 0, KEY, tagKey, 0);
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(tagKey));
        mac.update(box, TAG, box.length - TAG);
        byte[] tag = new byte[TAG];
        mac.doFinal(tag, 0);
        if (!java.security.MessageDigest.isEqual(tag, Arrays.copyOf(box, TAG))) {
            return null;
        }
        byte[] plain = new byte[box.length - TAG];
        stream.processBytes(box, TAG, plain.length, plain, 0);
        return plain;
    }
}
