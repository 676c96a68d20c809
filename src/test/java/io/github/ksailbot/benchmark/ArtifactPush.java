package io.github.ksailbot.benchmark;

import io.github.ksailbot.delivery.artifact.ArtifactForm;
import io.github.ksailbot.delivery.artifact.ArtifactLimits;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.artifact.BranchHistory;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.artifact.PushOptions;
import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.registry.RegistryHost;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Packing a commit of 2,000 files out of a Git repository and pushing it to a registry on this machine, in a process with
 * a small heap; the registry is in another one.
 */
final class ArtifactPush {
    private static final int FILES = 2_000;
    private static final int RUNS = 15;
    private static final int HEAP_MIB = 64;

    private ArtifactPush() {}

    static void measure(Path directory, PrintStream out) throws IOException, InterruptedException {
        Path repository = directory.resolve("repository.git");
        long bytes = write(repository);
        out.printf(Locale.ROOT, "  %d files, %.1f MiB, heap of at most %d MiB%n", FILES, mebibytes(bytes), HEAP_MIB);
        try (SandboxRegistry registry = SandboxRegistry.start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + HEAP_MIB + "m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ArtifactPush.class.getName(),
                            repository.toString(),
                            Integer.toString(registry.port()))
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().transferTo(out);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the measuring process failed");
            }
        }
    }

    /**
     * @param arguments the repository, the registry's port
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path temporary = Files.createTempDirectory("benchmark-");
        List<Long> pushes = new ArrayList<>();
        List<Long> unchanged = new ArrayList<>();
        int requests = 0;
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(Path.of(arguments[0]).toFile())
                .build()) {
            ObjectId commit = repository.resolve(Constants.HEAD);
            RegistryHttp http = new RegistryHttp(RegistryOptions.DEFAULT);
            for (int run = 0; run < RUNS; run++) {
                // Another repository each time, so that everything is sent.
                RegistryTarget target = new RegistryTarget(
                        new RegistryHost("127.0.0.1", Integer.parseInt(arguments[1])), "acme/app-" + run, "dev", null);
                pushes.add(push(repository, commit, http, target, temporary).nanoseconds());
                Timed again = push(repository, commit, http, target, temporary);
                unchanged.add(again.nanoseconds());
                requests = Math.max(requests, again.publication().requests());
            }
        }
        Files.delete(temporary);
        out.printf(Locale.ROOT, "  first push of the process: %.1f ms%n", pushes.get(0) / 1e6);
        out.println("  pack and push: " + Latencies.of(pushes.subList(1, RUNS)));
        out.println("  pack and push what is there: " + Latencies.of(unchanged));
        out.println("  requests of an unchanged push: " + requests);
        out.printf(Locale.ROOT, "  heap used at its peak, garbage included: %.1f MiB%n", mebibytes(peakHeap()));
    }

    private record Timed(Publication publication, long nanoseconds) {}

    private static Timed push(
            Repository repository, ObjectId commit, RegistryHttp http, RegistryTarget target, Path temporary)
            throws Exception {
        long start = System.nanoTime();
        GitSourceTree tree = GitSourceTree.of(repository, commit, SourceLimits.DEFAULT);
        try (PackedArtifact artifact = new ArtifactPacker(ArtifactLimits.DEFAULT, temporary)
                .pack(tree, new SourcePath("k8s"), ArtifactForm.FLUX)) {
            Publication publication = new ArtifactPublisher(http, Clock.systemUTC(), Pause.SLEEP)
                    .publish(
                            target,
                            artifact,
                            new ArtifactRevision("", "main", commit.name(), Instant.EPOCH, "acme/app"),
                            BranchHistory.NONE,
                            PushOptions.NONE,
                            PushProgress.NONE,
                            () -> false);
            return new Timed(publication, System.nanoTime() - start);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Manifests of about 2 KiB that differ, in 200 directories; packed as a clone has them. */
    private static long write(Path directory) throws IOException {
        Random random = new Random(1);
        long bytes = 0;
        try (Git git = Git.init().setBare(true).setDirectory(directory.toFile()).call();
                ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder files = index.builder();
            for (int i = 0; i < FILES; i++) {
                byte[] content = manifest(i, random).getBytes(StandardCharsets.UTF_8);
                bytes += content.length;
                DirCacheEntry entry = new DirCacheEntry("k8s/apps/app-" + i % 200 + "/file-" + i + ".yaml");
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content));
                files.add(entry);
            }
            files.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setAuthor(new PersonIdent("A", "a@example.com"));
            commit.setCommitter(new PersonIdent("A", "a@example.com"));
            commit.setMessage("All");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            var update = git.getRepository().updateRef(git.getRepository().getFullBranch());
            update.setNewObjectId(id);
            update.update();
            git.gc().call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
        return bytes;
    }

    private static String manifest(int number, Random random) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config-" + number
                + "\n  namespace: app-" + number % 200 + "\ndata:\n");
        for (int line = 0; line < 40; line++) {
            text.append("  key-")
                    .append(line)
                    .append(": \"")
                    .append(Long.toHexString(random.nextLong()))
                    .append(" some text that repeats\"\n");
        }
        return text.toString();
    }

    private static double mebibytes(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }
}
