package io.github.ksailbot.outside.fetch.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched, on disk, by what it is: an entry is a file or a directory, named after a hash of its key. Over the size that
 * it may have, those go that were not used for the longest time. Safe for several threads and processes.
 */
public final class CacheFolder {
    private final Path folder;
    private final long limit;
    private final Clock clock;

    /** @param limit bytes of all entries together */
    public CacheFolder(Path folder, long limit, Clock clock) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /** Where the entry of a key is, or would be; the folder is there afterwards. */
    public Path entry(String key) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(hash(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** Empty when it is not there, or was damaged: an entry carries the hash of its content. */
    public Optional<byte[]> read(String key) throws IOException {
        Path file = entry(key);
        try {
            byte[] stored = Files.readAllBytes(file);
            int digest = hash(new byte[0]).length();
            if (stored.length >= digest) {
                byte[] content = java.util.Arrays.copyOfRange(stored, digest, stored.length);
                if (hash(content).equals(new String(stored, 0, digest, StandardCharsets.US_ASCII))) {
                    used(file);
                    return Optional.of(content);
                }
            }
            Files.deleteIfExists(file);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public void write(String key, byte[] content) throws IOException {
        Path file = entry(key);
        Path draft = Files.createTempFile(folder, "draft-", "");
        try {
            byte[] digest = hash(content).getBytes(StandardCharsets.US_ASCII);
            try (var out = Files.newOutputStream(draft)) {
                out.write(digest);
                out.write(content);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        used(file);
        trim(file);
    }

    /** Says that an entry is still wanted. */
    public void used(Path entry) throws IOException {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
        } catch (NoSuchFileException e) {
            // Another process let it go just now.
        }
    }

    private record Entry(Path path, FileTime used, long bytes) {}

    /** Brings the folder below its limit. */
    public void trim(Path keep) throws IOException {
        List<Entry> entries = new ArrayList<>();
        long sum = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                try {
                    long bytes = size(path);
                    entries.add(new Entry(path, Files.getLastModifiedTime(path), bytes));
                    sum += bytes;
                } catch (NoSuchFileException e) {
                    // Another process let it go just now.
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        for (Entry entry : entries) {
            if (sum > limit && !entry.path().equals(keep)) {
                delete(entry.path());
                sum -= entry.bytes();
            }
        }
    }

    private static long size(Path path) throws IOException {
        long[] sum = new long[1];
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** SHA-256 in hexadecimal digits. */
    public static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
