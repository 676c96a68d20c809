package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GitSourceTreeTest {
    private static final PersonIdent SOMEBODY =
            new PersonIdent("somebody", "somebody@example.org", Instant.EPOCH, ZoneOffset.UTC);

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("test"));

    @Test
    void open_branch() throws Exception {
        ObjectId commit = commit(tree("a.yaml", FileMode.REGULAR_FILE, blob("a: 1\n")));
        RefUpdate main = repository.updateRef("refs/heads/main");
        main.setNewObjectId(commit);
        main.update();

        for (String revision : List.of(
                "main", "refs/heads/main", commit.name(), commit.abbreviate(7).name())) {
            SourceTree tree = GitSourceTree.open(repository, revision);
            assertThat(tree.read(new SourcePath("a.yaml")))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("a: 1\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none                                     | UNKNOWN | the repository has no branch, tag or commit `none`
            1111111111111111111111111111111111111111 | UNKNOWN | the repository has no commit `1111111111111111111111111111111111111111`, or it is not a commit
            main~9                                   | UNKNOWN | the repository has no branch, tag or commit `main~9`
            main^{x}                                  | INVALID | `main^{x}` is not a Git revision
            """)
    void open_noSuchRevision(String revision, RevisionException.Reason reason, String message) throws Exception {
        RefUpdate main = repository.updateRef("refs/heads/main");
        main.setNewObjectId(commit(tree("a.yaml", FileMode.REGULAR_FILE, blob(""))));
        main.update();

        assertThatExceptionOfType(RevisionException.class)
                .isThrownBy(() -> GitSourceTree.open(repository, revision))
                .returns(reason, RevisionException::reason)
                .withMessage(message);
    }

    @Test
    void open_blob() throws Exception {
        ObjectId blob = blob("a: 1\n");

        assertThatExceptionOfType(RevisionException.class)
                .isThrownBy(() -> GitSourceTree.open(repository, blob.name()))
                .returns(RevisionException.Reason.UNKNOWN, RevisionException::reason);
    }

    @Test
    void submodule_isNotThere() throws Exception {
        SourceTree tree = open(tree("module", FileMode.GITLINK, ObjectId.fromString("1".repeat(40))));

        assertThat(tree.names(SourcePath.ROOT)).isEmpty();
        assertThat(tree.find(new SourcePath("module"))).isEmpty();
        assertThat(tree.find(new SourcePath("module/a"))).isEmpty();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("module")))
                .returns(Reason.WRONG_KIND, SourceException::reason)
                .withMessage("`module` is a submodule or a special file; those are not read");
    }

    @Test
    void names_thatGitWouldNotWrite() throws Exception {
        ObjectId blob = blob("secret");
        TreeFormatter raw = new TreeFormatter();
        for (String name : List.of(".", "..", "../up", "a/b", ".git", ".gIT", "ok")) {
            raw.append(name.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR_FILE, blob);
        }
        raw.append(new byte[] {'x', (byte) 0xff}, FileMode.REGULAR_FILE, blob);
        SourceTree tree = open(insert(raw));

        assertThat(tree.names(SourcePath.ROOT)).containsExactly("ok");
        assertThat(tree.find(new SourcePath("a/b"))).isEmpty();
    }

    @Test
    void linkTarget_thatIsNotText() throws Exception {
        SourceTree tree = open(tree("link", FileMode.SYMLINK, insert(new byte[] {'o', (byte) 0xff})));

        assertThat(tree.find(new SourcePath("link"))).isEmpty();
    }

    @Test
    void linkTarget_tooLong() throws Exception {
        SourceTree tree = open(tree("link", FileMode.SYMLINK, blob("a/".repeat(3000))));

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.find(new SourcePath("link")))
                .returns(Reason.TOO_LARGE, SourceException::reason)
                .withMessage("`link` has 6000 bytes; the limit is 4096 bytes");
    }

    @ParameterizedTest
    @CsvSource({"x", "100644 name-without-end", "100644 short\0123", "9 a\00000000000000000000000"})
    void corruptTree_isUnreadable(String raw) throws Exception {
        ObjectId id;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            id = inserter.insert(Constants.OBJ_TREE, raw.getBytes(StandardCharsets.ISO_8859_1));
            inserter.flush();
        }
        SourceTree tree = open(id);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.names(SourcePath.ROOT))
                .returns(Reason.UNREADABLE, SourceException::reason)
                .withMessage("`.` could not be read: its Git tree " + id.name() + " is corrupt");
    }

    @Test
    void missingObject_isUnreadable() throws Exception {
        ObjectId gone = ObjectId.fromString("1".repeat(40));
        SourceTree tree = open(tree("a.yaml", FileMode.REGULAR_FILE, gone));

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("a.yaml")))
                .returns(Reason.UNREADABLE, SourceException::reason)
                .withMessageContaining("lacks its object " + gone.name());
    }

    @Test
    void read_severalThreads() throws Exception {
        Storage.GitDirectory root = new Storage.GitDirectory();
        for (int i = 0; i < 200; i++) {
            root.put("d" + i % 10 + "/f" + i, FileMode.EXECUTABLE_FILE, blob("text " + i));
        }
        ObjectId id;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            id = root.write(inserter);
            inserter.flush();
        }
        SourceTree tree = open(id);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> reads = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                SourcePath path = new SourcePath("d" + i % 10 + "/f" + i);
                reads.add(() -> new String(tree.read(path), StandardCharsets.UTF_8));
                expected.add("text " + i);
            }
            List<String> texts = new ArrayList<>();
            for (Future<String> read : threads.invokeAll(reads)) {
                texts.add(read.get());
            }
            assertThat(texts).isEqualTo(expected);
        } finally {
            threads.shutdownNow();
        }
    }

    private GitSourceTree open(ObjectId tree) throws RevisionException {
        return GitSourceTree.of(repository, tree, SourceLimits.DEFAULT);
    }

    private ObjectId tree(String name, FileMode mode, ObjectId id) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, mode, id);
        return insert(tree);
    }

    private ObjectId blob(String text) throws IOException {
        return insert(text.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectId insert(byte[] content) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
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

    private ObjectId commit(ObjectId tree) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setAuthor(SOMEBODY);
        commit.setCommitter(SOMEBODY);
        commit.setMessage("test");
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
