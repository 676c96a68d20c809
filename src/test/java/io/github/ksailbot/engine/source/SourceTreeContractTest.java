package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of source tree does alike. */
final class SourceTreeContractTest {
    private final Path scratch;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private SourceLimits limits = SourceLimits.DEFAULT;

    SourceTreeContractTest(@TempDir Path scratch) {
        this.scratch = scratch;
    }

    /** What a path leads to: a file's place, a directory's place with a slash, nothing, or a reason for refusal. */
    private record Case(String asked, String links, String outcome) {}

    private static final List<Case> CASES = List.of(
            new Case("k8s/app.yaml", "", "k8s/app.yaml"),
            new Case("k8s", "", "k8s/"),
            new Case("", "", "/"),
            new Case("k8s/none.yaml", "", "nothing"),
            new Case("none/app.yaml", "", "nothing"),
            // A file is no directory.
            new Case("k8s/app.yaml/x", "", "nothing"),
            // Exact case.
            new Case("K8S/app.yaml", "", "nothing"),
            new Case("k8s/App.yaml", "", "nothing"),
            // Links to files and directories, from anywhere to anywhere in the tree.
            new Case("link", "link -> k8s/app.yaml", "k8s/app.yaml"),
            new Case("k8s/link", "k8s/link -> app.yaml", "k8s/app.yaml"),
            new Case("k8s/link", "k8s/link -> ./app.yaml", "k8s/app.yaml"),
            new Case("k8s/link", "k8s/link -> ../docs/readme.md", "docs/readme.md"),
            new Case("k8s/link", "k8s/link -> ..", "/"),
            new Case("k8s/link/docs/readme.md", "k8s/link -> ..", "docs/readme.md"),
            new Case("dir", "dir -> k8s", "k8s/"),
            new Case("dir", "dir -> k8s/", "k8s/"),
            new Case("dir/app.yaml", "dir -> k8s", "k8s/app.yaml"),
            new Case("dir/app.yaml", "dir -> .//k8s/./", "k8s/app.yaml"),
            new Case("a/app.yaml", "a -> b, b -> c, c -> k8s", "k8s/app.yaml"),
            // `..` in a target is the real parent, not the one that the path spells.
            new Case("up", "dir -> k8s/sub, up -> dir/../app.yaml", "k8s/app.yaml"),
            new Case("link", "link -> none", "nothing"),
            new Case("link", "link -> none/../k8s/app.yaml", "nothing"),
            new Case("link", "link -> k8s/app.yaml/../app.yaml", "nothing"),
            new Case("link/x", "link -> k8s/app.yaml", "nothing"),
            // The jail.
            new Case("link", "link -> ..", "ESCAPES"),
            new Case("link", "link -> ../tree/k8s/app.yaml", "ESCAPES"),
            new Case("k8s/link", "k8s/link -> ../../etc/passwd", "ESCAPES"),
            new Case("k8s/link", "k8s/link -> ../../../../../../../../etc/passwd", "ESCAPES"),
            new Case("link", "link -> /etc/passwd", "ESCAPES"),
            new Case("link", "link -> /", "ESCAPES"),
            new Case("link/passwd", "link -> /etc", "ESCAPES"),
            new Case("a/b", "a -> k8s, k8s/b -> ../../x", "ESCAPES"),
            new Case("link", "link -> dir/.., dir -> ..", "ESCAPES"),
            new Case("link", "link -> ..\\..\\etc\\passwd", "ESCAPES"),
            new Case("link", "link -> C:\\Windows", "ESCAPES"),
            // Circles.
            new Case("link", "link -> link", "LOOP"),
            new Case("link", "link -> ./link/x", "LOOP"),
            new Case("a", "a -> b, b -> a", "LOOP"),
            new Case("a/x", "a -> b/c, b -> a", "LOOP"),
            // The repository's own files are not content, however they are written.
            new Case(".git/config", "", "nothing"),
            new Case(".GIT/config", "", "nothing"),
            new Case("k8s/.Git/config", "", "nothing"),
            new Case("link", "link -> .git/config", "nothing"),
            new Case(".gitignore", "", ".gitignore"));

    private static Stream<Arguments> everyCaseInEveryStorage() {
        return Stream.of(Storage.values()).flatMap(storage -> CASES.stream()
                .map(test -> Arguments.of(storage, test.asked(), test.links(), test.outcome())));
    }

    @ParameterizedTest(name = "{0}: {1} with [{2}] is {3}")
    @MethodSource("everyCaseInEveryStorage")
    void find_links(Storage storage, String asked, String written, String outcome) throws Exception {
        layout();
        for (String link : written.isEmpty() ? new String[0] : written.split(", ", -1)) {
            String[] sides = link.split(" -> ", 2);
            links.put(sides[0], sides[1]);
        }
        SourceTree tree = lay(storage);
        SourcePath path = new SourcePath(asked);

        assertThat(outcomeOf(tree, path)).isEqualTo(outcome);
        assertReadAgrees(tree, path, outcome);
    }

    private static void assertReadAgrees(SourceTree tree, SourcePath path, String outcome) throws SourceException {
        switch (outcome) {
            case "nothing" -> assertRefused(tree, path, Reason.MISSING);
            case "ESCAPES", "LOOP" -> assertRefused(tree, path, Reason.valueOf(outcome));
            default -> {
                if (outcome.endsWith("/")) {
                    assertRefused(tree, path, Reason.WRONG_KIND);
                } else {
                    assertThat(tree.read(path)).asString(StandardCharsets.UTF_8).isEqualTo("text of " + outcome);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void list_leavesOutWhatCannotBeFollowed(Storage storage) throws Exception {
        layout();
        links.put("k8s/out", "../../x");
        links.put("k8s/round", "round");
        links.put("k8s/none", "missing");
        links.put("k8s/docs", "../docs");
        SourceTree tree = lay(storage);

        assertThat(tree.names(new SourcePath("k8s")))
                .containsExactly("app.yaml", "docs", "none", "out", "round", "sub");
        assertThat(tree.list(new SourcePath("k8s")))
                .extracting(entry -> entry.path().value())
                .containsExactly("k8s/app.yaml", "docs", "k8s/sub");
    }

    @ParameterizedTest
    @EnumSource
    void names_sortedByCodePoint(Storage storage) throws Exception {
        for (String name : List.of("b", "B", "a.yaml", "a-b", "a", "Z", "_")) {
            files.put(name, "");
        }
        assertThat(lay(storage).names(SourcePath.ROOT)).containsExactly("B", "Z", "_", "a", "a-b", "a.yaml", "b");
    }

    @ParameterizedTest
    @EnumSource
    void names_ofWhatIsNoDirectory(Storage storage) throws Exception {
        layout();
        SourceTree tree = lay(storage);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.names(new SourcePath("k8s/app.yaml")))
                .returns(Reason.WRONG_KIND, SourceException::reason)
                .withMessage("`k8s/app.yaml` is not a directory");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.list(new SourcePath("none")))
                .returns(Reason.MISSING, SourceException::reason)
                .withMessage("`none` does not exist");
    }

    @ParameterizedTest
    @EnumSource
    void names_backslashIsNotThere(Storage storage) throws Exception {
        files.put("a\\b", "");
        files.put("c", "");
        SourceTree tree = lay(storage);

        assertThat(tree.names(SourcePath.ROOT)).containsExactly("c");
        assertThat(tree.find(new SourcePath("a\\b"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void read_fileOverTheLimit(Storage storage) throws Exception {
        limits = new SourceLimits(8, 100, 10);
        files.put("just", "12345678");
        files.put("over", "123456789");
        SourceTree tree = lay(storage);

        assertThat(tree.read(new SourcePath("just"))).hasSize(8);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("over")))
                .returns(Reason.TOO_LARGE, SourceException::reason)
                .withMessage("`over` has 9 bytes; the limit is 8 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void names_directoryOverTheLimit(Storage storage) throws Exception {
        limits = new SourceLimits(8, 3, 10);
        for (String file : List.of("few/1", "few/2", "few/3", "many/1", "many/2", "many/3", "many/4")) {
            files.put(file, "");
        }
        SourceTree tree = lay(storage);

        assertThat(tree.names(new SourcePath("few"))).hasSize(3);
        assertRefused(tree, new SourcePath("many/1"), Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource
    void find_deeperThanTheLimit(Storage storage) throws Exception {
        limits = new SourceLimits(8, 3, 3);
        files.put("1/2/3", "");
        files.put("a/b/c/d", "");
        SourceTree tree = lay(storage);

        assertThat(outcomeOf(tree, new SourcePath("1/2/3"))).isEqualTo("1/2/3");
        assertThat(outcomeOf(tree, new SourcePath("a/b/c/d"))).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource
    void find_longestChainOfLinks(Storage storage) throws Exception {
        files.put("l0", "text of l0");
        for (int i = 1; i <= LinkResolver.MAX_LINKS + 1; i++) {
            links.put("l" + i, "l" + (i - 1));
        }
        SourceTree tree = lay(storage);

        assertThat(outcomeOf(tree, new SourcePath("l" + LinkResolver.MAX_LINKS)))
                .isEqualTo("l0");
        assertThat(outcomeOf(tree, new SourcePath("l" + (LinkResolver.MAX_LINKS + 1))))
                .isEqualTo("LOOP");
    }

    @ParameterizedTest
    @EnumSource
    void id_sameContentSameId(Storage storage) throws Exception {
        for (String directory : List.of("k8s", "copy")) {
            files.put(directory + "/app.yaml", "a");
            files.put(directory + "/sub/x", "x");
        }
        SourceTree tree = lay(storage);

        assertThat(idOf(tree, "copy/app.yaml")).isEqualTo(idOf(tree, "k8s/app.yaml"));
        assertThat(idOf(tree, "copy")).isEqualTo(idOf(tree, "k8s"));
        assertThat(idOf(tree, "copy/sub/x")).isNotEqualTo(idOf(tree, "copy/app.yaml"));
        assertThat(idOf(tree, "copy/sub")).isNotEqualTo(idOf(tree, "copy"));
    }

    @ParameterizedTest
    @EnumSource
    void id_isTheOneOfGit(Storage storage) throws Exception {
        files.put("k8s/app.yaml", "kind: ConfigMap\n");
        files.put("k8s.yaml", "");
        files.put("k8s0", "");
        links.put("k8s/link", "app.yaml");
        SourceTree tree = lay(storage);

        // git hash-object, git write-tree
        assertThat(idOf(tree, "k8s.yaml")).isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assertThat(idOf(tree, "")).isEqualTo("8f1930da71afeceb569932612655a31d612869ab");
    }

    @ParameterizedTest
    @EnumSource
    void message_namesLinkAndTarget(Storage storage) throws Exception {
        links.put("k8s/a", "../b");
        links.put("b", "gone/x");
        links.put("out", "../../etc");
        SourceTree tree = lay(storage);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("k8s/a")))
                .withMessage("`k8s/a` does not exist: the symbolic link `b` leads to `gone`, which is not there");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("out")))
                .withMessage("`out` goes through the symbolic link `out`, which leads out of the repository");
    }

    private void layout() {
        for (String file : List.of(
                "k8s/app.yaml", "k8s/sub/x", "docs/readme.md", ".git/config", "k8s/.Git/config", ".gitignore")) {
            files.put(file, "text of " + file);
        }
    }

    private SourceTree lay(Storage storage) throws Exception {
        return storage.lay(new Storage.Layout(files, links), scratch, limits);
    }

    private static String idOf(SourceTree tree, String path) throws SourceException {
        return tree.find(new SourcePath(path)).orElseThrow().id();
    }

    private static String outcomeOf(SourceTree tree, SourcePath path) {
        try {
            return tree.find(path)
                    .map(entry -> entry.path().value() + (entry.isDirectory() ? "/" : ""))
                    .orElse("nothing");
        } catch (SourceException e) {
            return e.reason().name();
        }
    }

    private static void assertRefused(SourceTree tree, SourcePath path, Reason reason) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(path))
                .returns(reason, SourceException::reason);
    }
}
