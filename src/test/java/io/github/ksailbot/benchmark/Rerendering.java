package io.github.ksailbot.benchmark;

import io.github.ksailbot.benchmark.Repositories.Kustomization;
import io.github.ksailbot.benchmark.Repositories.Repository;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.LoadRule;
import io.github.ksailbot.engine.kustomize.Order;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceException;
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
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * All kustomizations of the largest public repository, built from nothing and built again after a commit that changes one
 * overlay: for overlays spread over the repository, each in a commit of its own. Builds only, printing nothing.
 */
final class Rerendering {
    private static final int WARM_UP = 3;
    private static final int COMMITS = 10;
    private static final long BYTES = 256L << 20;

    private final Repository repository;
    private final Path copy;
    private final List<Kustomization> kustomizations;

    private Rerendering(Repository repository, Path copy) {
        this.repository = repository;
        this.copy = copy;
        this.kustomizations = repository.kustomizations();
    }

    static void measure(Path data, PrintStream out)
            throws IOException, GitAPIException, RevisionException, SourceException {
        Repository largest = Repositories.read().largest();
        Rerendering rerendering = new Rerendering(largest, data.resolve("copy"));
        rerendering.copy();
        rerendering.measure(out);
    }

    private void copy() throws IOException {
        try (Stream<Path> paths = Files.walk(repository.root())) {
            for (Path path : paths.toList()) {
                Path target = copy.resolve(repository.root().relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private void measure(PrintStream out) throws IOException, GitAPIException, RevisionException, SourceException {
        try (Git git = Git.init().setDirectory(copy.toFile()).call()) {
            commit(git);
            List<Long> full = new ArrayList<>();
            for (int i = 0; i < 2 * WARM_UP; i++) {
                SourceTree head = GitSourceTree.open(git.getRepository(), "HEAD");
                long time = build(new Kustomizer(memo(), Fetcher.DENIED), head);
                if (i >= WARM_UP) {
                    full.add(time);
                }
            }
            TracedMemo memo = memo();
            Kustomizer kustomizer = new Kustomizer(memo, Fetcher.DENIED);
            build(kustomizer, GitSourceTree.open(git.getRepository(), "HEAD"));
            List<Long> again = new ArrayList<>();
            List<Long> onDisk = new ArrayList<>();
            for (Path overlay : overlays()) {
                Files.writeString(
                        overlay.resolve("kustomization.yaml"),
                        "\ncommonAnnotations:\n  example.com/changed: \"true\"\n",
                        StandardOpenOption.APPEND);
                commit(git);
                again.add(build(kustomizer, GitSourceTree.open(git.getRepository(), "HEAD")));
                onDisk.add(build(kustomizer, DirectorySourceTree.of(copy)));
            }
            double whole = Latencies.of(full).percentile(50);
            out.printf(
                    Locale.ROOT,
                    "  %d directories of %s; memo of %d results, %d MiB%n",
                    kustomizations.size(),
                    repository.root().getFileName(),
                    memo.size(),
                    memo.bytes() >> 20);
            out.println("  from nothing:                      " + Latencies.of(full));
            out.println("  after a commit to one overlay:     "
                    + Latencies.of(again).besides(whole));
            out.println("  the same from the work tree:       "
                    + Latencies.of(onDisk).besides(whole));
        }
    }

    private static TracedMemo memo() {
        return TracedMemo.ofBytes(BYTES);
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

    /** Directories that list another directory and take an annotation, spread over the repository. */
    private List<Path> overlays() throws IOException {
        List<Path> overlays = new ArrayList<>();
        for (Kustomization one : kustomizations) {
            Path directory =
                    copy.resolve(repository.root().relativize(one.directory()).toString());
            Path file = directory.resolve("kustomization.yaml");
            if (Files.isRegularFile(file) && isOverlay(Files.readString(file))) {
                overlays.add(directory);
            }
        }
        List<Path> spread = new ArrayList<>();
        for (int i = 0; i < COMMITS && i < overlays.size(); i++) {
            spread.add(overlays.get(i * overlays.size() / Math.min(COMMITS, overlays.size())));
        }
        return spread;
    }

    private static boolean isOverlay(String text) {
        return text.contains("- ../") && !text.contains("commonAnnotations") && !text.contains("kind: Component");
    }

    private long build(Kustomizer kustomizer, SourceTree tree) throws SourceException {
        long start = System.nanoTime();
        for (Kustomization one : kustomizations) {
            String directory = repository.root().relativize(one.directory()).toString();
            LoadRule rule = one.unrestricted() ? LoadRule.SOURCE_ROOT : LoadRule.KUSTOMIZATION_ROOT;
            Build build = kustomizer.build(tree, SourcePath.parse(directory), new BuildOptions(rule, Order.LEGACY));
            if (build.failed()) {
                throw new IllegalStateException(directory + ": " + build.findings());
            }
        }
        return System.nanoTime() - start;
    }
}
