package io.github.ksailbot.delivery.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content that can be read as often as it takes to send it. */
public interface Blob {
    /** {@code sha256:…} */
    String digest();

    /** In bytes. */
    long size();

    /**
     * @param offset where to begin, in bytes
     */
    InputStream open(long offset) throws IOException;

    static Blob of(byte[] content) {
        record Bytes(String digest, byte[] content) implements Blob {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream open(long offset) {
                return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
            }
        }

        byte[] copy = content.clone();
        return new Bytes(Digests.of(copy), copy);
    }

    /**
     * @param digest of the file's content, which must not change any more
     */
    static Blob of(Path file, String digest, long size) {
        record InFile(Path file, String digest, long size) implements Blob {
            @Override
            public InputStream open(long offset) throws IOException {
                SeekableByteChannel channel = Files.newByteChannel(file);
                channel.position(offset);
                return Channels.newInputStream(channel);
            }
        }

        return new InFile(file, digest, size);
    }
}
