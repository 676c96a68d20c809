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
    private static final int COMMITS = 40;

    /** Where links are put, and what they lead to. */
    private static final Map<String, List<String>> PLACES = new TreeMap<>(Map.of(
            "apps/a0", List.of("../shared"),
            "apps/a1/map.yaml", List.of("../../shared/map.yaml", "../../shared/more.yaml"),
            "apps/a2/kustomization.yaml", List.of("../../shared/kustomization.yaml"),
            "apps/a3", List.of("a4", "../shared", "../../outside"),
            "apps/a5", List.of("../links/way"),
            "base", List.of("shared", "apps/a7", "base"),
            "links/way", List.of("../shared", "../apps/a6"),
            "settings/map.yaml", List.of("../shared/map.yaml")));

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("one"));
    private final GitListings listings = new GitListings();

    /** One commit: files with their texts, and links with their targets. */
    private record Commit(Map<String, String> files, Map<String, String> links) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 9})
    void anyHistoryWithLinks_comesOutAsIfEachCommitWereRenderedFromNothing(long seed) throws Exception {
        ClosureComparison comparison = new ClosureComparison(RenderSettings.DEFAULT);
        List<Commit> history = history(seed, seed % 2 == 0);
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
        for (Commit commit : history(11, true)) {
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

    /** What links lead to changes more often than they do. */
    private static List<Commit> history(long seed, boolean hasFlux) {
        Map<String, String> files = GraphHistoryTest.repository();
        if (!hasFlux) {
            files.keySet().removeIf(path -> path.startsWith("clusters/"));
        }
        Map<String, String> links = new TreeMap<>();
        Random random = new Random(seed);
        List<String> places = List.copyOf(PLACES.keySet());
        List<Commit> history = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            String place = places.get(random.nextInt(places.size()));
            List<String> targets = PLACES.getOrDefault(place, List.of());
            switch (random.nextInt(6)) {
                case 0, 1 -> links.put(place, targets.get(random.nextInt(targets.size())));
                case 2 -> links.remove(place);
                case 3, 4 -> changeShared(files, random);
                default -> GraphHistoryTest.change(files, random);
            }
            if (!hasFlux) {
                files.keySet().removeIf(path -> path.startsWith("clusters/"));
            }
            history.add(commit(files, links));
        }
        return history;
    }

    private static void changeShared(Map<String, String> files, Random random) {
        String map =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: flux-system}\ndata: {value: v%d}\n";
        int value = random.nextInt(4);
        switch (random.nextInt(8)) {
            case 0, 1 -> files.put("shared/map.yaml", map.formatted("settings", value));
            case 2 -> files.put("shared/more.yaml", map.formatted("more", value));
            case 3 -> files.remove(value % 2 == 0 ? "shared/more.yaml" : "shared/map.yaml");
            case 4, 5, 6 ->
                files.put(
                        "shared/kustomization.yaml",
                        (value < 2
                                        ? "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
                                        : "namePrefix: p%d-\n".formatted(value))
                                + "resources: [map.yaml]\n");
            default -> files.remove("shared/kustomization.yaml");
        }
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
