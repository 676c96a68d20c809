package io.github.ksailbot.github.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.CoreConfig;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** One bare repository in the data directory. */
final class Mirror {
    private static final int MANY_PACKS = 50;

    private final Path directory;

    Mirror(Path directory) {
        this.directory = directory;
    }

    Path lockFile() {
        return directory.resolveSibling(directory.getFileName() + ".lock");
    }

    /**
     * @return the repository, to be closed by the caller; null when there is none yet
     * @throws IOException when what is there is no repository
     */
    @Nullable Repository open() throws IOException {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        return new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }

    /** Makes an empty one; the caller holds the lock. */
    void create() throws IOException {
        try (Repository repository = new FileRepository(new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .setup())) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            config.setBoolean("transfer", null, "fsckObjects", true);
            config.setEnum(
                    ConfigConstants.CONFIG_CORE_SECTION,
                    null,
                    ConfigConstants.CONFIG_KEY_LOGALLREFUPDATES,
                    CoreConfig.LogRefUpdates.FALSE);
            // Every fetch leaves a pack. When they are many, the fetch makes one of them, while it has the lock, and
            // leaves
            // no old ones: readers look again when a pack is gone.
            config.setBoolean("gc", null, "autoDetach", false);
            config.setInt("gc", null, "autoPackLimit", MANY_PACKS);
            config.setString("gc", null, "prunePackExpire", "now");
            config.save();
        }
    }

    /**
     * Takes the mirror away; the caller holds the lock. It is renamed first, so that being stopped half-way leaves nothing
     * that looks like a mirror.
     */
    void delete() throws IOException {
        if (Files.exists(directory)) {
            Path doomed = directory.resolveSibling(directory.getFileName() + ".broken-" + UUID.randomUUID());
            Files.move(directory, doomed);
            FileUtils.delete(doomed.toFile(), FileUtils.RECURSIVE);
        }
    }

    /** Clears what a process that was killed while it fetched left behind; the caller holds the lock. */
    void clean() throws IOException {
        deleteFiles(directory.resolve("objects"), 1, List.of("incoming_", "noz"), List.of(".tmp"));
        deleteFiles(directory.resolve("objects/pack"), 1, List.of(), List.of(".tmp", ".keep"));
        deleteFiles(directory.resolve("refs"), 10, List.of(), List.of(".lock"));
        deleteFiles(directory, 1, List.of(), List.of(".lock"));
        try (Stream<Path> siblings = Files.list(directory.toAbsolutePath().getParent())) {
            for (Path doomed : siblings.filter(this::isBrokenRemainder).toList()) {
                FileUtils.delete(doomed.toFile(), FileUtils.RECURSIVE);
            }
        }
    }

    private boolean isBrokenRemainder(Path sibling) {
        return sibling.getFileName().toString().startsWith(directory.getFileName() + ".broken-");
    }

    private static void deleteFiles(Path in, int depth, List<String> prefixes, List<String> suffixes)
            throws IOException {
        if (!Files.isDirectory(in)) {
            return;
        }
        try (Stream<Path> files = Files.walk(in, depth)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (prefixes.stream().anyMatch(name::startsWith)
                        || suffixes.stream().anyMatch(name::endsWith)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
