package io.github.ksailbot.benchmark;

import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.source.GitListings;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * The closure of the public Flux repository with the most Kustomizations: from nothing, again for the same commit, and after
 * commits that change one file each. Environments are found each time, and commits are fetched into a mirror, as the bot
 * does.
 */
final class ClosureRerendering {
    /** Unmeasured before each kind of rendering, so that the compiler is done with it, as it is in a bot. */
    private static final int WARM_UP = 200;

    private static final int MEASURED = 40;

    private final Path copy;

    private ClosureRerendering(Path copy) {
        this.copy = copy;
    }

    static void measure(Path data, PrintStream out)
            throws IOException, GitAPIException, RevisionException, InterruptedException {
        Path largest = null;
        int most = -1;
        for (Repositories.Repository repository : Repositories.read().all()) {
            int nodes = 0;
            try (Git git = Git.init()
                    .setDirectory(copied(
                                    repository.root(),
                                    data.resolve(repository.root().getFileName()))
                            .toFile())
                    .call()) {
                commit(git);
                for (Closure closure : new Known().closures(git)) {
                    nodes += closure.nodes().size();
                }
            }
            if (nodes > most) {
                most = nodes;
                largest = data.resolve(repository.root().getFileName());
            }
        }
        if (largest != null) {
            new ClosureRerendering(largest).measure(out);
        }
    }

    private void measure(PrintStream out) throws IOException, GitAPIException, RevisionException {
        try (Git git = Git.open(copy.toFile());
                Git mirror = Git.cloneRepository()
                        .setURI(copy.toUri().toString())
                        .setDirectory(
                                copy.resolveSibling(copy.getFileName() + ".git").toFile())
                        .setMirror(true)
                        .call()) {
            // as the bot's mirrors: what a fetch tidies up is done when it ends
            StoredConfig config = mirror.getRepository().getConfig();
            config.setBoolean("gc", null, "autoDetach", false);
            config.setString("gc", null, "prunePackExpire", "now");
            config.save();
            List<Long> cold = new ArrayList<>();
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                long time = new Known().render(mirror);
                if (i >= WARM_UP) {
                    cold.add(time);
                }
            }
            Known known = new Known();
            List<Closure> closures = known.closures(mirror);
            List<Long> warm = new ArrayList<>();
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                long time = known.render(mirror);
                if (i >= WARM_UP) {
                    warm.add(time);
                }
            }
            List<Long> changed = new ArrayList<>();
            int commits = 0;
            for (SourcePath file : spread(closures)) {
                Files.writeString(copy.resolve(file.value()), "\n# changed\n", StandardOpenOption.APPEND);
                commit(git);
                mirror.fetch().call();
                long time = known.render(mirror);
                if (commits++ >= WARM_UP) {
                    changed.add(time);
                }
            }
            out.printf(
                    Locale.ROOT,
                    "  %s: %d nodes, %d manifests%n",
                    copy.getFileName(),
                    closures.stream()
                            .mapToInt(closure -> closure.nodes().size())
                            .sum(),
                    closures.stream()
                            .mapToInt(closure -> closure.manifests().size())
                            .sum());
            double whole = Latencies.of(cold).percentile(50);
            out.println("  from nothing:                   " + Latencies.of(cold));
            out.println(
                    "  the same commit again:          " + Latencies.of(warm).besides(whole));
            out.println(
                    "  after a commit to one file:     " + Latencies.of(changed).besides(whole));
        }
    }

    /** Files that closures were made of, spread over all of them for each of the two parts. */
    private static List<SourcePath> spread(List<Closure> closures) {
        List<SourcePath> files = closures.stream()
                .flatMap(closure -> closure.read().stream())
                .filter(file -> file.name().endsWith(".yaml"))
                .distinct()
                .toList();
        List<SourcePath> spread = new ArrayList<>();
        for (int count : new int[] {WARM_UP, MEASURED}) {
            for (int i = 0; i < count; i++) {
                spread.add(files.get(i * files.size() / count));
            }
        }
        return spread;
    }

    /** What a bot knows of earlier commits. */
    private static final class Known {
        private final RepositoryRenderer renderer =
                RepositoryRenderer.of(TracedMemo.ofDefaultSize(), RenderSettings.DEFAULT);
        private final GitListings listings = new GitListings();

        /** Nanoseconds that the newest commit takes. */
        long render(Git git) throws IOException, RevisionException {
            long start = System.nanoTime();
            closures(git);
            return System.nanoTime() - start;
        }

        List<Closure> closures(Git git) throws IOException, RevisionException {
            Repository repository = git.getRepository();
            ObjectId head = Objects.requireNonNull(repository.resolve(Constants.HEAD));
            SourceTree tree = GitSourceTree.of(repository, head, SourceLimits.DEFAULT, listings);
            return renderer.render(tree, renderer.discovery().discover(tree).environments());
        }
    }

    private static void commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("Change")
                .setAuthor("dev", "dev@example.com")
                .setCommitter("dev", "dev@example.com")
                .setSign(false)
                .call();
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(path)) {
                    Files.copy(path, target);
                }
            }
        }
        return to;
    }
}
