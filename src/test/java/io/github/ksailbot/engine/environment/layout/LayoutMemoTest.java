package io.github.ksailbot.engine.environment.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

/** What is remembered of earlier commits: never another answer, and never more than fits. Trees as only hands make them. */
final class LayoutMemoTest {
    private static final String SYNC = """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: flux-system, namespace: flux-system}
        spec: {path: ./clusters/main, sourceRef: {kind: GitRepository, name: flux-system}}
        """;

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("one"));
    private final EnvironmentDiscovery discovery = new EnvironmentDiscovery();

    @Test
    void kustomizationsNearTheLimit_areFoundTheSecondTimeAsTheFirst() throws Exception {
        ObjectId leaf = file("kustomization.yaml", "resources: [map.yaml]\n");
        for (int each :
                List.of(KustomizationScan.MAX_KUSTOMIZATIONS / 2, KustomizationScan.MAX_KUSTOMIZATIONS / 2 + 1)) {
            TreeFormatter root = new TreeFormatter();
            root.append("a", FileMode.TREE, many(leaf, each));
            root.append("b", FileMode.TREE, many(leaf, each));
            SourceTree tree = tree(insert(root));

            Environments first = discovery.discover(tree);

            assertThat(discovery.discover(tree)).isEqualTo(first);
            assertThat(messages(first))
                    .hasSize(each * 2 > KustomizationScan.MAX_KUSTOMIZATIONS ? 1 : 0)
                    .allMatch(message -> message.contains("more than 50000 directories or 5000 kustomizations"));
        }
    }

    /** A few hundred bytes of Git stand for gigabytes. */
    @Test
    void entriesOfAllKustomizations_areLimitedTogether() throws Exception {
        String text = "resources: [" + "a,".repeat(90_000) + "a]\n";
        SourceTree tree = tree(many(file("kustomization.yaml", text), 4_000));

        assertThat(messages(discovery.discover(tree)))
                .singleElement()
                .asString()
                .contains("more than 64 MiB of kustomizations or 200000 entries in them, which is the limit");
    }

    @Test
    void objectsThatDeliveriesBeginWith_areLimitedTogether() throws Exception {
        String text = SYNC + "# " + "\nx: [" + "a,".repeat(150_000) + "a]\n";
        SourceTree tree = tree(many(file("sync.yaml", text), 4_000));
        LayoutMemo memo = new LayoutMemo(1 << 20);

        List<BootstrapScan.Found> first = found(tree, memo);

        assertThat(first.stream()
                        .mapToLong(one -> one.manifest().root().values())
                        .sum())
                .isBetween(BootstrapScan.MAX_VALUES, BootstrapScan.MAX_VALUES + 160_000);
        assertThat(memo.bytes()).isLessThanOrEqualTo(1 << 20);
        assertThat(found(tree, memo)).isEqualTo(first);
    }

    @Test
    void bytesOfFilesThatAreLookedInto_areLimitedTogether() throws Exception {
        String large = "# ksail\n" + "#".repeat(8 << 20);
        for (String name : List.of("ksail.yaml", "fleet.yaml")) {
            List<String> messages = messages(discovery.discover(tree(many(file(name, large), 100))));
            assertThat(messages)
                    .as(name)
                    .filteredOn(message -> message.contains("more than 64 MiB of files to look into"))
                    .hasSize(1);
        }
    }

    @Test
    void failureOfTheStorage_isNotRemembered() throws Exception {
        ObjectId lost;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            lost = inserter.idFor(Constants.OBJ_BLOB, SYNC.getBytes(StandardCharsets.UTF_8));
        }
        TreeFormatter main = new TreeFormatter();
        main.append("sync.yaml", FileMode.REGULAR_FILE, lost);
        TreeFormatter clusters = new TreeFormatter();
        clusters.append("main", FileMode.TREE, insert(main));
        TreeFormatter root = new TreeFormatter();
        root.append("clusters", FileMode.TREE, insert(clusters));
        ObjectId id = insert(root);

        assertThat(messages(discovery.discover(tree(id))))
                .singleElement()
                .asString()
                .contains("could not be read");

        assertThat(blob(SYNC)).isEqualTo(lost);
        assertThat(discovery.discover(tree(id)).environments())
                .singleElement()
                .satisfies(one -> assertThat(one.entries()).containsExactly(new SourcePath("clusters/main")));
    }

    @Test
    void leastRecentlyUsed_goesWhenThereIsNoRoom() {
        LayoutMemo memo = new LayoutMemo(10_000);
        List<LayoutMemo.Key> keys = IntStream.range(0, 4)
                .mapToObj(i -> new LayoutMemo.Key("a", SourcePath.ROOT, "id" + i))
                .toList();
        keys.subList(0, 3).forEach(key -> memo.put(key, key.id(), 3_000));
        assertThat(memo.get(keys.get(0), String.class)).isEqualTo("id0");

        memo.put(keys.get(3), "id3", 3_000);
        memo.put(keys.get(3), "larger than all", 20_000);

        assertThat(keys).map(key -> memo.get(key, String.class)).containsExactly("id0", null, "id2", "id3");
        assertThat(memo.bytes()).isEqualTo(9_900);
    }

    private static List<BootstrapScan.Found> found(SourceTree tree, LayoutMemo memo) throws Exception {
        return new BootstrapScan(tree, List.of("kustomize.toolkit.fluxcd.io/v"), memo)
                .find(any -> true, new ArrayList<>());
    }

    private static List<String> messages(Environments environments) {
        return environments.findings().stream().map(Finding::message).collect(Collectors.toList());
    }

    private SourceTree tree(ObjectId root) throws RevisionException {
        return GitSourceTree.of(repository, root, SourceLimits.DEFAULT);
    }

    private ObjectId many(ObjectId directory, int count) throws IOException {
        TreeFormatter all = new TreeFormatter();
        for (int i = 0; i < count; i++) {
            all.append("d%05d".formatted(i), FileMode.TREE, directory);
        }
        return insert(all);
    }

    private ObjectId file(String name, String text) throws IOException {
        TreeFormatter directory = new TreeFormatter();
        directory.append(name, FileMode.REGULAR_FILE, blob(text));
        return insert(directory);
    }

    private ObjectId blob(String text) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            return id;
        }
    }

    private ObjectId insert(TreeFormatter tree) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tree);
            inserter.flush();
            return id;
        }
    }
}
