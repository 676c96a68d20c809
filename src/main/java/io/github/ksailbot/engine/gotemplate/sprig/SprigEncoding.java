package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoJson;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/** JSON, Base64, Base32 and digests. */
final class SprigEncoding {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    static final Map<String, GoFunction> ALL = Map.ofEntries(
            Map.entry("fromJson", SprigEncoding::fromJson),
            Map.entry("mustFromJson", a -> GoJson.read(a.exactly(1).string(0))),
            Map.entry("toJson", a -> GoJson.write(a.exactly(1).get(0), GoJson.Form.COMPACT, a.meter())),
            Map.entry("mustToJson", a -> GoJson.write(a.exactly(1).get(0), GoJson.Form.COMPACT, a.meter())),
            Map.entry("toPrettyJson", a -> GoJson.write(a.exactly(1).get(0), GoJson.Form.INDENTED, a.meter())),
            Map.entry("mustToPrettyJson", a -> GoJson.write(a.exactly(1).get(0), GoJson.Form.INDENTED, a.meter())),
            Map.entry("toRawJson", a -> GoJson.write(a.exactly(1).get(0), GoJson.Form.RAW, a.meter())),
            Map.entry("mustToRawJson", a -> GoJson.write(a.exactly(1).get(0), GoJson.Form.RAW, a.meter())),
            Map.entry("b64enc", a -> Base64.getEncoder().encodeToString(bytes(a))),
            Map.entry("b64dec", SprigEncoding::base64),
            Map.entry("b32enc", a -> base32(bytes(a))),
            Map.entry("b32dec", SprigEncoding::fromBase32),
            Map.entry("sha1sum", a -> digest("SHA-1", a)),
            Map.entry("sha256sum", a -> digest("SHA-256", a)),
            Map.entry("sha512sum", a -> digest("SHA-512", a)),
            Map.entry("adler32sum", SprigEncoding::adler32));

    private SprigEncoding() {}

    private static byte[] bytes(Arguments a) throws GoTemplateException {
        return a.exactly(1).string(0).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object fromJson(Arguments a) throws GoTemplateException {
        String text = a.exactly(1).string(0);
        try {
            return GoJson.read(text);
        } catch (GoTemplateException e) {
            // Sprig gives nothing for what is no JSON
            return null;
        }
    }

    private static String base64(Arguments a) throws GoTemplateException {
        try {
            String text = a.exactly(1).string(0).replaceAll("[\r\n]", "");
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "illegal base64 data";
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        long buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8 | (b & 0xff)) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(BASE_32.charAt((int) (buffer >> bits & 31)));
            }
        }
        if (bits > 0) {
            out.append(BASE_32.charAt((int) (buffer << (5 - bits) & 31)));
        }
        return out.append("=".repeat((8 - out.length() % 8) % 8)).toString();
    }

    private static String fromBase32(Arguments a) throws GoTemplateException {
        String text = a.exactly(1).string(0).replaceFirst("=+$", "");
        byte[] out = new byte[text.length() * 5 / 8];
        int at = 0;
        long buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = BASE_32.indexOf(text.charAt(i));
            if (value < 0) {
                return "illegal base32 data";
            }
            buffer = (buffer << 5 | value) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (buffer >> bits);
            }
        }
        return new String(out, StandardCharsets.UTF_8);
    }

    private static String digest(String algorithm, Arguments a) throws GoTemplateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(a)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has " + algorithm, e);
        }
    }

    private static String adler32(Arguments a) throws GoTemplateException {
        Adler32 sum = new Adler32();
        sum.update(bytes(a));
        return Long.toString(sum.getValue());
    }
}
