package io.github.ksailbot.engine.manifest.yaml;

import java.util.Locale;

/** The escapes of double-quoted YAML. */
final class Escapes {
    private Escapes() {}

    static void write(int c, EmitterBuffer out) {
        for (char part : escape(c).toCharArray()) {
            out.put(part);
        }
    }

    private static String escape(int c) {
        return switch (c) {
            case 0x00 -> "\\0";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> numeric(c);
        };
    }

    private static String numeric(int c) {
        String format = c <= 0xFF ? "\\x%02X" : c <= 0xFFFF ? "\\u%04X" : "\\U%08X";
        return String.format(Locale.ROOT, format, c);
    }
}
