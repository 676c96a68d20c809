package io.github.ksailbot.engine.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names as they stand on disk. Java decodes them by the locale, which in a container is often ASCII: there every other
 * character is lost in {@link Path#toString()}, while the path itself still holds the bytes and shows them in its URI.
 */
final class DiskNames {
    private DiskNames() {}

    /** The text of one segment; null when its bytes are not UTF-8. */
    static @Nullable String decode(Path name) {
        String text = name.toString();
        return isAscii(text) ? text : EntryNames.decode(lastSegmentBytes(name));
    }

    /** The text of a link's target, {@code /} between segments; null when its bytes are not UTF-8. */
    static @Nullable String decodeTarget(Path target) {
        List<String> segments = new ArrayList<>();
        for (Path segment : target) {
            String name = decode(segment);
            if (name == null) {
                return null;
            }
            segments.add(name);
        }
        return (target.isAbsolute() ? "/" : "") + String.join("/", segments);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static byte[] lastSegmentBytes(Path name) {
        String uri = name.toUri().getRawPath();
        String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        String segment = path.substring(path.lastIndexOf('/') + 1);
        byte[] bytes = new byte[segment.length()];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(segment.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) segment.charAt(i);
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
