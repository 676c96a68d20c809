package io.github.ksailbot.github.mirror;

import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a mirror for one writer: among threads by a lock in memory, among processes by one on a file beside the mirror,
 * which the operating system lets go when a process dies. Readers need none: what is in a mirror is never changed.
 */
final class MirrorLock {
    /** File locks are per process, so all instances of it share these. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock lock;
    private final FileChannel channel;
    private final FileLock fileLock;

    private MirrorLock(ReentrantLock lock, FileChannel channel, FileLock fileLock) {
        this.lock = lock;
        this.channel = channel;
        this.fileLock = fileLock;
    }

    /**
     * @param patience how long to wait for another thread
     * @throws UnavailableException when the wait was in vain, or the data directory cannot be written
     */
    static MirrorLock take(Path file, Duration patience) throws UnavailableException {
        ReentrantLock lock =
                IN_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), none -> new ReentrantLock(true));
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UnavailableException("The mirror " + file.getFileName() + " is busy", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while waiting for the mirror " + file.getFileName(), e);
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return new MirrorLock(lock, channel, channel.lock());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            lock.unlock();
            throw new UnavailableException(
                    "The mirror " + file.getFileName() + " cannot be locked: " + e.getMessage(), e);
        }
    }

    void release() {
        try (channel) {
            fileLock.release();
        } catch (IOException e) {
            // The operating system lets it go with the channel, or with the process.
            Log.warnf(e, "Letting go of a mirror's lock failed");
        } finally {
            lock.unlock();
        }
    }
}
