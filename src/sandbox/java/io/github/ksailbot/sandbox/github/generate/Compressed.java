package io.github.ksailbot.sandbox.github.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files compressed with gzip, the same bytes each time: Java writes no time stamp into them. */
final class Compressed {

    private Compressed() {}

    /** Writes the content, and gives the number of bytes that it became. */
    static int write(Path target, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        Files.createDirectories(target.getParent());
        Files.write(target, bytes.toByteArray());
        return bytes.size();
    }
}
