package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

class GitListingsTest {
    private static final SourcePath APPS = new SourcePath("apps");

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("one"));
    private final GitListings listings = new GitListings();

    @Test
    void directoryOfAnEarlierCommit_isNotReadAgain() throws Exception {
        ObjectId apps = insert(repository, files("a", "b"));
        assertThat(tree(repository, root(apps, "first"), listings).names(APPS)).containsExactly("a", "b");

        GitListing known = listings.get(repository, apps);
        assertThat(tree(repository, root(apps, "second"), listings).names(APPS)).containsExactly("a", "b");
        assertThat(listings.get(repository, apps)).isNotNull().isSameAs(known);
    }

    @Test
    void directoryOfAnotherRepository_isNeverGiven() throws Exception {
        ObjectId apps = insert(repository, files("secret-name"));
        assertThat(tree(repository, root(apps, "first"), listings).names(APPS)).containsExactly("secret-name");

        InMemoryRepository other = new InMemoryRepository(new DfsRepositoryDescription("another"));
        SourceTree forged = tree(other, insert(other, directory(apps)), listings);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> forged.names(APPS))
                .returns(Reason.UNREADABLE, SourceException::reason);
    }

    @Test
    void limit_holdsForWhatIsKnownAsWell() throws Exception {
        ObjectId apps = insert(repository, files("a", "b", "c"));
        ObjectId root = root(apps, "first");
        assertThat(tree(repository, root, listings).names(APPS)).hasSize(3);

        SourceTree narrow = GitSourceTree.of(repository, root, new SourceLimits(1_000, 2, 10), listings);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> narrow.names(APPS))
                .returns(Reason.TOO_LARGE, SourceException::reason)
                .withMessage("`apps` holds more than 2 entries, which is the limit");
    }

    @Test
    void leastRecentlyUsed_isLetGo() throws Exception {
        GitListings few = new GitListings(1_600);
        List<ObjectId> directories = List.of(
                insert(repository, files("a", "b")),
                insert(repository, files("c", "d")),
                insert(repository, files("e", "f")));
        for (ObjectId directory : directories) {
            tree(repository, directory, few).names(SourcePath.ROOT);
        }

        assertThat(few.get(repository, directories.get(0))).isNull();
        assertThat(few.get(repository, directories.get(1))).isNotNull();
        assertThat(few.get(repository, directories.get(2))).isNotNull();
    }

    @Test
    void directoryThatIsTooLargeToBeKept_isStillListed() throws Exception {
        GitListings none = new GitListings(0);
        ObjectId apps = insert(repository, files("a", "b"));

        assertThat(tree(repository, apps, none).names(SourcePath.ROOT)).containsExactly("a", "b");
        assertThat(none.get(repository, apps)).isNull();
    }

    @Test
    void namesOfAnyLength_areKeptWithinTheBound() throws Exception {
        GitListings few = new GitListings(100_000);
        List<String> names =
                IntStream.range(0, 10).mapToObj(i -> i + "a".repeat(20_000)).toList();
        for (String name : names) {
            SourceTree tree = tree(repository, insert(repository, files(name)), few);
            assertThat(tree.names(SourcePath.ROOT)).containsExactly(name);
            assertThat(few.bytes()).isBetween(20_000L, 100_000L);
        }
    }

    @Test
    void directoryThatIsLargerThanAllThatIsKept_pushesNothingOut() throws Exception {
        GitListings few = new GitListings(2_000);
        ObjectId small = insert(repository, files("a"));
        tree(repository, small, few).names(SourcePath.ROOT);

        tree(repository, insert(repository, files("b".repeat(2_000))), few).names(SourcePath.ROOT);

        assertThat(few.get(repository, small)).isNotNull();
    }

    private static SourceTree tree(Repository repository, ObjectId root, GitListings listings)
            throws RevisionException {
        return GitSourceTree.of(repository, root, SourceLimits.DEFAULT, listings);
    }

    private ObjectId root(ObjectId apps, String text) throws IOException {
        TreeFormatter root = directory(apps);
        root.append("readme", FileMode.REGULAR_FILE, blob(text));
        return insert(repository, root);
    }

    private static TreeFormatter directory(ObjectId apps) {
        TreeFormatter root = new TreeFormatter();
        root.append("apps", FileMode.TREE, apps);
        return root;
    }

    private TreeFormatter files(String... names) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        for (String name : names) {
            tree.append(name, FileMode.REGULAR_FILE, blob(name));
        }
        return tree;
    }

    private ObjectId blob(String text) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            return id;
        }
    }

    private static ObjectId insert(Repository into, TreeFormatter tree) throws IOException {
        try (ObjectInserter inserter = into.newObjectInserter()) {
            ObjectId id = inserter.insert(tree);
            inserter.flush();
            return id;
        }
    }
}
