package io.github.ksailbot.engine.environment.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Repositories of Rancher Fleet are looked through once: what a commit does not change is known. */
final class FleetLayoutTest {
    private static final String CLUSTER = "apiVersion: fleet.cattle.io/v1alpha1\nkind: Cluster\nmetadata: {name: %s}\n";

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("one"));
    private final EnvironmentDiscovery discovery = new EnvironmentDiscovery();
    private final List<SourcePath> read = new ArrayList<>();

    @Test
    void onlyWhatACommitChanges_isReadAgain() throws Exception {
        ObjectId bundles = many(file("fleet.yaml", "targetCustomizations: [{name: dev}]\n"), 50);
        assertThat(names(two(bundles, file("eu.yaml", CLUSTER.formatted("eu")))))
                .containsExactly("eu");
        assertThat(read).hasSizeGreaterThan(50);
        read.clear();

        assertThat(names(two(bundles, file("eu.yaml", CLUSTER.formatted("us")))))
                .containsExactly("us");
        assertThat(read).isNotEmpty().containsOnly(new SourcePath("clusters/eu.yaml"));
        read.clear();

        assertThat(names(two(bundles, file("eu.yaml", "a: b\n")))).containsExactly("dev");
        assertThat(read).isNotEmpty().containsOnly(new SourcePath("clusters/eu.yaml"));
    }

    @Test
    void namesOfTargets_makeEnvironmentsUpToALimit() throws Exception {
        String targets =
                IntStream.range(0, 3_000).mapToObj("{name: t%d}"::formatted).collect(Collectors.joining(", "));
        ObjectId bundles = many(file("fleet.yaml", "targetCustomizations: [" + targets + "]\n"), 3);

        Environments found = discovery.discover(tree(bundles));

        assertThat(found.environments()).hasSize(FleetScan.MOST);
        assertThat(found.findings()).singleElement().satisfies(FleetLayoutTest::isLimit);
    }

    /** A few hundred bytes of Git stand for gigabytes. */
    @Test
    void filesOfAllBundles_areLimitedTogether() throws Exception {
        ObjectId bundles = many(file("fleet.yaml", "a: b\n#" + " ".repeat(1_000_000) + "\n"), 2_000);

        Environments found = discovery.discover(tree(bundles));

        assertThat(found.environments()).isEmpty();
        assertThat(found.findings())
                .filteredOn(finding -> finding.rule().value().equals("environment/unreadable"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("more than 64 MiB of files to look into"));
        assertThat(discovery.discover(tree(bundles))).isEqualTo(found);
    }

    private static void isLimit(Finding finding) {
        assertThat(finding.rule().value()).isEqualTo("fleet/limit");
        assertThat(finding.isUnchecked()).isTrue();
    }

    private List<String> names(ObjectId root) throws Exception {
        Environments found = discovery.discover(tree(root));
        assertThat(found.findings()).isEmpty();
        return found.environments().stream().map(one -> one.name().value()).toList();
    }

    private ObjectId two(ObjectId bundles, ObjectId clusters) throws IOException {
        TreeFormatter root = new TreeFormatter();
        root.append("apps", FileMode.TREE, bundles);
        root.append("clusters", FileMode.TREE, clusters);
        return insert(root);
    }

    private SourceTree tree(ObjectId root) throws Exception {
        return new Watched(GitSourceTree.of(repository, root, SourceLimits.DEFAULT), read);
    }

    /** Tells which files are read. */
    private record Watched(SourceTree tree, List<SourcePath> read) implements SourceTree {
        @Override
        public List<String> names(SourcePath directory) throws SourceException {
            return tree.names(directory);
        }

        @Override
        public List<SourceEntry> list(SourcePath directory) throws SourceException {
            return tree.list(directory);
        }

        @Override
        public Optional<SourceEntry> find(SourcePath path) throws SourceException {
            return tree.find(path);
        }

        @Override
        public byte[] read(SourcePath path) throws SourceException {
            read.add(path);
            return tree.read(path);
        }

        @Override
        public boolean hasFreeIds() {
            return tree.hasFreeIds();
        }
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
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            directory.append(name, FileMode.REGULAR_FILE, id);
        }
        return insert(directory);
    }

    private ObjectId insert(TreeFormatter tree) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tree);
            inserter.flush();
            return id;
        }
    }
}
