package io.github.ksailbot.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several files in one input: each begins behind a line {@code -- path --}. What stands before the first such line is
 * left out; of two files with one path the first counts.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/tools/txtar">txtar, which looks the same</a>
 */
public final class Archive {
    private static final String BEGIN = "-- ";
    private static final String END = " --";

    private Archive() {}

    /** Contents by path, in their order, byte for byte. */
    public static Map<String, byte[]> files(byte[] input) {
        // a character for each byte, so that nothing is lost
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Map<String, byte[]> files = new LinkedHashMap<>();
        String path = "";
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String line = text.substring(at, end < 0 ? next : end);
            if (line.length() > BEGIN.length() + END.length() && line.startsWith(BEGIN) && line.endsWith(END)) {
                put(files, path, text.substring(from, at));
                path = line.substring(BEGIN.length(), line.length() - END.length());
                from = next;
            }
            at = next;
        }
        put(files, path, text.substring(from));
        return files;
    }

    /** The content of a file; empty when there is none. */
    public static byte[] file(byte[] input, String path) {
        return files(input).getOrDefault(path, new byte[0]);
    }

    private static void put(Map<String, byte[]> files, String path, String content) {
        if (!path.isEmpty()) {
            files.putIfAbsent(path, content.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
