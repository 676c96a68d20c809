package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.GitListings;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits of a Git repository with links, with everything that is remembered of earlier ones, directories among it. */
class GitHistoryTest {
    private static final int COMMITS = 25;
    private static final List<String> PLACES = List.of(
            "apps/a0",
            "apps/a1/map.yaml",
            "apps/a2/kustomization.yaml",
            "apps/a3/sub",
            "base",
            "clusters/c/more",
            "settings/map.yaml",
            "elsewhere");
    private static final List<String> TARGETS = List.of(
            "../apps/a1",
            "../../apps/a4",
            "../a5/map.yaml",
            "../a6/kustomization.yaml",
            "base",
            "apps",
            "../../base/map.yaml",
            "../nowhere",
            "../../../outside",
            ".");

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("one"));
    private final GitListings listings = new GitListings();

    /** One commit: files with their texts, and links with their targets. */
    private record Commit(Map<String, String> files, Map<String, String> links) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyHistoryWithLinks_comesOutAsIfEachCommitWereRenderedFromNothing(long seed) throws Exception {
        ClosureComparison comparison = new ClosureComparison(RenderSettings.DEFAULT);
        List<Commit> history = history(seed);
        for (int i = 0; i < history.size(); i++) {
            String what = "seed " + seed + ", commit " + i;
            List<Closure> inGit = comparison.assertSame(git(history.get(i)), what);
            List<Closure> inMemory =
                    new ClosureComparison(RenderSettings.DEFAULT).assertSame(memory(history.get(i)), what);
            assertThat(inGit.stream().map(Closure::manifests).toList())
                    .as(what)
                    .isEqualTo(inMemory.stream().map(Closure::manifests).toList());
            assertThat(inGit.stream().map(Closure::findings).toList())
                    .as(what)
                    .isEqualTo(inMemory.stream().map(Closure::findings).toList());
        }
    }

    /** Forth in one thread, back in another. */
    @Test
    void historiesOfSeveralThreads_doNotMix() throws Exception {
        ClosureComparison comparison = new ClosureComparison(RenderSettings.DEFAULT);
        List<SourceTree> trees = new ArrayList<>();
        for (Commit commit : history(11)) {
            trees.add(git(commit));
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < 3; worker++) {
                int step = worker * 2 + 1;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < trees.size(); i++) {
                        int commit = i * step % trees.size();
                        comparison.assertSame(trees.get(commit), "commit " + commit);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Commit> history(long seed) {
        Map<String, String> files = GraphHistoryTest.repository();
        Map<String, String> links = new TreeMap<>();
        Random random = new Random(seed);
        List<Commit> history = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            String place = PLACES.get(random.nextInt(PLACES.size()));
            switch (random.nextInt(4)) {
                case 0 -> links.put(place, TARGETS.get(random.nextInt(TARGETS.size())));
                case 1 -> links.remove(place);
                case 2 -> files.put(place + "/deep/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\n");
                default -> GraphHistoryTest.change(files, random);
            }
            history.add(commit(files, links));
        }
        return history;
    }

    /** A link, or a file, takes the place of what would be below it. */
    private static Commit commit(Map<String, String> files, Map<String, String> links) {
        Map<String, String> own = new TreeMap<>(files);
        own.keySet().removeIf(path -> links.keySet().stream()
                .anyMatch(link -> path.equals(link) || path.startsWith(link + "/")));
        own.keySet().removeIf(path -> files.keySet().stream().anyMatch(other -> path.startsWith(other + "/")));
        return new Commit(own, Map.copyOf(links));
    }

    private static SourceTree memory(Commit commit) {
        MemorySourceTree.Builder tree = MemorySourceTree.builder();
        commit.files().forEach(tree::file);
        commit.links().forEach(tree::link);
        return tree.build();
    }

    private SourceTree git(Commit commit) throws Exception {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (Map.Entry<String, String> file : commit.files().entrySet()) {
                builder.add(entry(inserter, file, FileMode.REGULAR_FILE));
            }
            for (Map.Entry<String, String> link : commit.links().entrySet()) {
                builder.add(entry(inserter, link, FileMode.SYMLINK));
            }
            builder.finish();
            ObjectId tree = cache.writeTree(inserter);
            inserter.flush();
            return GitSourceTree.of(repository, tree, SourceLimits.DEFAULT, listings);
        }
    }

    private static DirCacheEntry entry(ObjectInserter inserter, Map.Entry<String, String> content, FileMode mode)
            throws Exception {
        DirCacheEntry entry = new DirCacheEntry(content.getKey());
        entry.setFileMode(mode);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content.getValue().getBytes(StandardCharsets.UTF_8)));
        return entry;
    }
}
