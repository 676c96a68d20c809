package io.github.ksailbot.delivery.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Digests as registries write them: {@code sha256:} and 64 hexadecimal digits. */
public final class Digests {
    private static final Pattern SHAPE = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    private Digests() {}

    public static String of(byte[] content) {
        return PREFIX + HexFormat.of().formatHex(sha256().digest(content));
    }

    /** Of what was fed to {@link #sha256()}; resets it. */
    public static String of(MessageDigest fed) {
        return PREFIX + HexFormat.of().formatHex(fed.digest());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static boolean isDigest(String text) {
        return SHAPE.matcher(text).matches();
    }
}
