package io.github.ksailbot.engine.sops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One value of SOPS: AES-256 in GCM, bound to the path at which it stands.
 *
 * @param key 32 bytes
 */
record SopsCipher(byte[] key) {
    private static final Pattern VALUE =
            Pattern.compile("ENC\\[AES256_GCM,data:([^,]*),iv:([^,]*),tag:([^,]*),type:([a-z]*)\\]");
    private static final int TAG_BITS = 128;

    /** A value that was opened; {@code type} is one of {@code str}, {@code int}, {@code float}, {@code bool}, {@code bytes}. */
    record Plain(String text, String type) {}

    static boolean isEncrypted(String text) {
        return text.startsWith("ENC[AES256_GCM,");
    }

    /**
     * Null when it is broken, or when it was encrypted for another place or with another key.
     *
     * @param bound to what the value is bound: names of the mappings above it, each with a colon behind
     */
    @Nullable Plain open(String value, String bound) {
        Matcher parts = VALUE.matcher(value);
        if (!parts.matches()) {
            return null;
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] iv = base64.decode(parts.group(2));
            byte[] data = base64.decode(parts.group(1));
            byte[] tag = base64.decode(parts.group(3));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            byte[] plain = new byte[cipher.getOutputSize(data.length + tag.length)];
            int first = cipher.update(data, 0, data.length, plain);
            int length = first + cipher.doFinal(tag, 0, tag.length, plain, first);
            return new Plain(new String(plain, 0, length, StandardCharsets.UTF_8), parts.group(4));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "SopsCipher";
    }
}
