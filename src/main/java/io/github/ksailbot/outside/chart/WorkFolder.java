package io.github.ksailbot.outside.chart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one process's workers, below the system's directory for temporary files. A lock in it says that its owner
 * lives: who makes one removes those whose owners were killed.
 */
final class WorkFolder implements AutoCloseable {
    private static final String NAME = "ksail-bot-charts";
    private static final String LOCK = "lock";

    /** Those of this process: to close any channel on their locks would release them. */
    private static final Set<Path> OWN = new HashSet<>();

    private final Path above;
    private @Nullable Path path;
    private @Nullable FileChannel lock;

    WorkFolder() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param above where it is made, and its like is looked for */
    WorkFolder(Path above) {
        this.above = above;
    }

    /** An empty directory for a worker, which deletes it. */
    synchronized Path worker() throws IOException {
        Path home = path;
        if (home == null) {
            synchronized (OWN) {
                sweep();
                home = make();
            }
            path = home;
        }
        return Files.createTempDirectory(home, "worker");
    }

    private Path make() throws IOException {
        while (true) {
            Path home = Files.createTempDirectory(above, NAME);
            FileChannel channel =
                    FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken != null && Files.exists(home.resolve(LOCK))) {
                lock = channel;
                OWN.add(home);
                return home;
            }
            // another process took it for one that was left behind, in the moment before it was locked
            channel.close();
        }
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(above, NAME + "*")) {
            for (Path folder : folders) {
                if (!OWN.contains(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    sweep(folder);
                }
            }
        }
    }

    /** Those of other users cannot be opened, and stay. */
    private static void sweep(Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            // not there yet, gone by now, or not ours
            return;
        }
    }

    @Override
    public synchronized void close() {
        Path home = path;
        FileChannel channel = lock;
        if (home == null || channel == null) {
            return;
        }
        Folders.delete(home);
        synchronized (OWN) {
            OWN.remove(home);
        }
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(WorkFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} cannot be closed: {1}", home, e.getMessage());
        }
    }
}
