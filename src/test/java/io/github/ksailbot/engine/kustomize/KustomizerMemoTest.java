package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the memo saves, and that nothing else tells of it. */
class KustomizerMemoTest {
    private static final String SETTINGS = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";

    private final TracedMemo memo = TracedMemo.ofBytes(64L << 20);

    private static Map<String, String> twentyOverlays() {
        Map<String, String> files = new TreeMap<>();
        files.put("base/kustomization.yaml", "resources: [settings.yaml]\n");
        files.put("base/settings.yaml", SETTINGS);
        for (int i = 0; i < 20; i++) {
            files.put("o" + i + "/kustomization.yaml", "resources: [../base]\nnamePrefix: o" + i + "-\n");
        }
        return files;
    }

    private Build build(SourceTree tree, String directory) {
        return build(BuildLimits.DEFAULT, memo, tree, directory);
    }

    private static Build build(BuildLimits limits, TracedMemo memo, SourceTree tree, String directory) {
        return new Kustomizer(limits, memo).build(tree, new SourcePath(directory), BuildOptions.COMMAND_LINE);
    }

    /** Builds every overlay, and says which files had to be read for it. */
    private Map<String, Integer> readsOfAll(Map<String, String> files) {
        CountingTree tree = new CountingTree(MemorySourceTree.of(files));
        files.keySet().stream()
                .filter(file -> file.endsWith("/kustomization.yaml"))
                .map(file -> file.substring(0, file.indexOf('/')))
                .forEach(directory ->
                        assertThat(build(tree, directory).findings()).isEmpty());
        return tree.reads();
    }

    @Test
    void baseOfTwentyOverlays_isReadOnce() {
        assertThat(readsOfAll(twentyOverlays()))
                .hasSize(22)
                .containsEntry("base/settings.yaml", 1)
                .allSatisfy((file, reads) -> assertThat(reads).as(file).isOne());
    }

    @Test
    void baseOfTwentyOverlays_isReadOnceByManyThreads() throws Exception {
        CountingTree tree = new CountingTree(MemorySourceTree.of(twentyOverlays()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Build>> builds = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String overlay = "o" + i;
                builds.add(() -> build(tree, overlay));
            }
            for (Future<Build> done : threads.invokeAll(builds)) {
                assertThat(done.get().manifests()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(tree.reads()).containsEntry("base/settings.yaml", 1).containsEntry("base/kustomization.yaml", 1);
    }

    @Test
    void nextCommit_readsWhatChangedAndWhatUsesIt() {
        Map<String, String> files = twentyOverlays();
        readsOfAll(files);
        assertThat(readsOfAll(files)).isEmpty();

        files.put("README.md", "changed\n");
        assertThat(readsOfAll(files)).isEmpty();

        files.put("o7/kustomization.yaml", "resources: [../base]\nnamePrefix: other-\n");
        assertThat(readsOfAll(files)).containsOnlyKeys("o7/kustomization.yaml");

        files.put("base/settings.yaml", SETTINGS + "data: {a: b}\n");
        assertThat(readsOfAll(files)).hasSize(22);
    }

    @Test
    void commitBefore_isStillKnown() {
        Map<String, String> before = twentyOverlays();
        readsOfAll(before);
        Map<String, String> after = new TreeMap<>(before);
        after.put("base/settings.yaml", SETTINGS + "data: {a: b}\n");
        readsOfAll(after);

        assertThat(readsOfAll(before)).isEmpty();
        assertThat(readsOfAll(after)).isEmpty();
    }

    @Test
    void fileThatWasMissing_isLookedForAgain() {
        Map<String, String> files = Rendered.files("o/kustomization.yaml", "resources: [a.yaml]\n");
        assertThat(build(MemorySourceTree.of(files), "o").failed()).isTrue();

        files.put("o/a.yaml", SETTINGS);
        assertThat(build(MemorySourceTree.of(files), "o").failed()).isFalse();
    }

    @Test
    void secondKustomizationFile_isNoticed() {
        Map<String, String> files = twentyOverlays();
        readsOfAll(files);
        files.put("base/Kustomization", "resources: []\n");

        assertThat(build(MemorySourceTree.of(files), "o3").findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("kustomize/several-kustomizations");
    }

    @Test
    void linkThatLeadsElsewhere_isFollowedAgain() {
        MemorySourceTree.Builder one = MemorySourceTree.builder();
        MemorySourceTree.Builder other = MemorySourceTree.builder();
        for (MemorySourceTree.Builder tree : List.of(one, other)) {
            tree.file("o/kustomization.yaml", "resources: [../link]\n")
                    .file("a/kustomization.yaml", "resources: [a.yaml]\n")
                    .file("a/a.yaml", SETTINGS)
                    .file("b/kustomization.yaml", "resources: [b.yaml]\n")
                    .file("b/b.yaml", SETTINGS.replace("settings", "others"));
        }
        SourceTree first = one.link("link", "a").build();
        SourceTree second = other.link("link", "b").build();

        assertThat(names(build(first, "o"))).containsExactly("settings");
        assertThat(names(build(second, "o"))).containsExactly("others");
    }

    private static List<String> names(Build build) {
        return build.manifests().stream().map(manifest -> manifest.id().name()).toList();
    }

    @Test
    void contentThatABuildIsKeptUnder_isWeighed() throws Exception {
        String fields = "x: [" + "value, ".repeat(10_000) + "]\n";
        SourceTree tree = MemorySourceTree.of(Map.of("o/kustomization.yaml", fields));
        SourcePath directory = new SourcePath("o");
        KustomizationFiles.Content content = new Kustomizer().content(tree, directory, finding -> {});

        new Kustomizer(BuildLimits.DEFAULT, memo).build(tree, directory, content, BuildOptions.FLUX);

        assertThat(memo.size()).isOne();
        assertThat(memo.bytes()).isGreaterThan(10_000 * "value".length());
    }

    @Test
    void findingsOfABase_areSaidByEachOverlay() {
        Map<String, String> files = twentyOverlays();
        files.put("base/kustomization.yaml", "resources: [settings.yaml, missing.yaml]\nunknown: 1\n");
        SourceTree tree = MemorySourceTree.of(files);
        List<Finding> first = build(tree, "o0").findings();

        assertThat(first).hasSize(2);
        assertThat(build(tree, "o1").findings()).isEqualTo(first);
        assertThat(build(MemorySourceTree.of(files), "o2").findings()).isEqualTo(first);
    }

    @Test
    void schemaThatABaseDeclares_countsForEachOverlay() {
        String base = "openapi: {version: v1.21.2}\nresources: [settings.yaml]\n";
        Map<String, String> files = twentyOverlays();
        files.put("base/kustomization.yaml", base);
        files.put("other/kustomization.yaml", "openapi: {version: v9}\n");
        for (int i = 0; i < 20; i++) {
            files.put("o" + i + "/kustomization.yaml", "resources: [../base, ../other]\n");
        }
        SourceTree tree = MemorySourceTree.of(files);

        assertThat(build(tree, "other").failed()).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(build(tree, "o" + i).findings())
                    .as("o" + i)
                    .isEqualTo(naive(tree, "o" + i).findings());
        }
    }

    @Test
    void metadataThatOneBuildWants_staysOutOfOthers() {
        Map<String, String> files = twentyOverlays();
        files.put("o0/kustomization.yaml", "resources: [../base]\nbuildMetadata: [originAnnotations]\n");
        files.put("all/kustomization.yaml", "resources: [../o0]\n");
        SourceTree tree = MemorySourceTree.of(files);

        for (String directory : List.of("base", "all", "o0", "o1", "all", "o0", "base")) {
            assertThat(build(tree, directory).manifests())
                    .isEqualTo(naive(tree, directory).manifests());
        }
    }

    private static Build naive(SourceTree tree, String directory) {
        return build(BuildLimits.DEFAULT, TracedMemo.ofBytes(0), tree, directory);
    }

    /** Each level uses the one below twice: two to the power of sixty uses of the lowest. */
    @Test
    void diamondsThatDouble_endAtTheLimitAndNotLater() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            String next = "../d" + (i + 1);
            files.put("d" + i + "/kustomization.yaml", "resources: [%s/l, %<s/r]\n".formatted(next));
            files.put("d" + i + "/l/kustomization.yaml", "resources: [../../d" + (i + 1) + "]\n");
            files.put("d" + i + "/r/kustomization.yaml", "resources: [../../d" + (i + 1) + "]\n");
        }
        files.put("d60/kustomization.yaml", "resources: []\nnamePrefix: a\n");
        files.put("d60/l/kustomization.yaml", "namePrefix: a\n");
        files.put("d60/r/kustomization.yaml", "namePrefix: a\n");
        BuildLimits limits = new BuildLimits(64, 300, 100, 1 << 20, 1_000_000, 50_000_000, 1 << 20, 100);
        CountingTree tree = new CountingTree(MemorySourceTree.of(files));
        Build warm = build(limits, memo, tree, "d40");

        assertThat(warm.findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("kustomize/limit");
        assertThat(build(limits, memo, tree, "d0").findings())
                .isEqualTo(build(limits, TracedMemo.ofBytes(0), tree, "d0").findings());
        assertThat(tree.reads().values().stream().mapToInt(Integer::intValue).sum())
                .isLessThan(3 * 300);
    }

    @Test
    void limits_areMetAtTheSameStepWithAndWithoutAMemo() {
        Map<String, String> files = twentyOverlays();
        files.put("base/kustomization.yaml", "resources: [settings.yaml, a.yaml]\nunknown: 1\n");
        files.put("all/kustomization.yaml", "resources: [%s]\nother: 1\n".formatted(String.join(", ", overlays(20))));
        SourceTree tree = MemorySourceTree.of(files);
        List<BuildLimits> limits = new ArrayList<>();
        IntStream.range(0, 4).forEach(depth -> limits.add(limits(depth, 100, 1 << 20, 1 << 20, 1 << 30, 100)));
        IntStream.range(1, 44).forEach(count -> limits.add(limits(9, count, 1 << 20, 1 << 20, 1 << 30, 100)));
        IntStream.range(1, 40).forEach(i -> limits.add(limits(9, 100, 100 * i, 1 << 20, 1 << 30, 100)));
        IntStream.range(1, 40).forEach(i -> limits.add(limits(9, 100, 1 << 20, 20 * i, 1 << 30, 100)));
        IntStream.range(1, 80).forEach(i -> limits.add(limits(9, 100, 1 << 20, 1 << 20, 500L * i, 100)));
        IntStream.range(1, 6).forEach(count -> limits.add(limits(9, 100, 1 << 20, 1 << 20, 1 << 30, count)));
        int stopped = 0;
        for (BuildLimits tight : limits) {
            build(tight, memo, tree, "o5");
            Build kept = build(tight, memo, tree, "all");
            Build naive = build(tight, TracedMemo.ofBytes(0), tree, "all");
            assertThat(kept.findings()).as("%s", tight).isEqualTo(naive.findings());
            assertThat(kept.manifests()).as("%s", tight).isEqualTo(naive.manifests());
            stopped += naive.findings().toString().contains("kustomize/limit") ? 1 : 0;
        }
        assertThat(stopped).isGreaterThan(limits.size() / 2).isLessThan(limits.size());
    }

    private static BuildLimits limits(int depth, int kustomizations, long bytes, long nodes, long steps, int findings) {
        return new BuildLimits(depth, kustomizations, 1000, bytes, nodes, steps, 1 << 20, findings);
    }

    private static List<String> overlays(int count) {
        List<String> overlays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            overlays.add("../o" + i);
        }
        return overlays;
    }

    @Test
    void cycle_isFoundWhereverABuildBegins() {
        SourceTree tree = MemorySourceTree.of(Rendered.files(
                "a/kustomization.yaml", "resources: [../b]\nnamePrefix: a\n",
                "b/kustomization.yaml", "resources: [../c]\nnamePrefix: b\n",
                "c/kustomization.yaml", "resources: [../a, c.yaml]\nnamePrefix: c\n",
                "c/c.yaml", SETTINGS));
        for (String directory : List.of("a", "b", "c", "a", "c", "b")) {
            Build build = build(tree, directory);
            assertThat(build.findings())
                    .isEqualTo(naive(tree, directory).findings())
                    .isNotEmpty();
            assertThat(build.manifests()).isEqualTo(naive(tree, directory).manifests());
        }
    }
}
