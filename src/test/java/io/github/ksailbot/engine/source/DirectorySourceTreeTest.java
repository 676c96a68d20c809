package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class DirectorySourceTreeTest {
    private final Path scratch;
    private final Path root;

    DirectorySourceTreeTest(@TempDir Path scratch) throws IOException {
        this.scratch = scratch;
        this.root = Files.createDirectory(scratch.resolve("root"));
    }

    @Test
    void of_noDirectory() throws Exception {
        Path file = Files.writeString(scratch.resolve("file"), "");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> DirectorySourceTree.of(scratch.resolve("none")))
                .returns(Reason.MISSING, SourceException::reason);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> DirectorySourceTree.of(file))
                .returns(Reason.WRONG_KIND, SourceException::reason);
    }

    @Test
    void of_linkToTheRoot() throws Exception {
        Files.writeString(root.resolve("a.yaml"), "a: 1\n");
        Path link = Files.createSymbolicLink(scratch.resolve("link"), root);

        assertThat(text(DirectorySourceTree.of(link), "a.yaml")).isEqualTo("a: 1\n");
    }

    @Test
    void absoluteLink_intoTheTreeItself() throws Exception {
        Files.writeString(root.resolve("a.yaml"), "");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("a.yaml").toAbsolutePath());

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> DirectorySourceTree.of(root).read(new SourcePath("link")))
                .returns(Reason.ESCAPES, SourceException::reason);
    }

    @Test
    void submodule_isNotThere() throws Exception {
        Files.createDirectories(root.resolve("worktree"));
        Files.writeString(root.resolve("worktree/.git"), "gitdir: ../.git/modules/worktree\n");
        Files.writeString(root.resolve("worktree/a.yaml"), "");
        Files.createDirectories(root.resolve("clone/.git"));
        SourceTree tree = DirectorySourceTree.of(root);

        assertThat(tree.names(SourcePath.ROOT)).isEmpty();
        assertThat(tree.find(new SourcePath("worktree"))).isEmpty();
        assertThat(tree.find(new SourcePath("worktree/a.yaml"))).isEmpty();
    }

    @Test
    @Timeout(30)
    void pipe_isNeverOpened() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "this test makes a named pipe with /usr/bin/mkfifo");
        Process mkfifo =
                new ProcessBuilder("/usr/bin/mkfifo", root.resolve("pipe").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        Files.createSymbolicLink(root.resolve("link"), Path.of("pipe"));
        SourceTree tree = DirectorySourceTree.of(root);

        assertThat(tree.names(SourcePath.ROOT)).containsExactly("link");
        assertThat(tree.find(new SourcePath("link"))).isEmpty();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("pipe")))
                .returns(Reason.WRONG_KIND, SourceException::reason);
    }

    @Test
    void socket_isNotThere() throws Exception {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            assertThat(DirectorySourceTree.of(root).find(new SourcePath("socket")))
                    .isEmpty();
        }
    }

    @Test
    void read_fileSwappedForALink() throws Exception {
        Path secret = Files.writeString(scratch.resolve("secret"), "secret");
        Path file = Files.writeString(root.resolve("a.yaml"), "a: 1\n");
        SourceTree tree = DirectorySourceTree.of(root);
        assertThat(tree.find(new SourcePath("a.yaml"))).isPresent();

        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("a.yaml")))
                .returns(Reason.UNREADABLE, SourceException::reason);
    }

    @Test
    void read_directorySwappedForALink() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Files.writeString(outside.resolve("a.yaml"), "secret");
        Path directory = Files.createDirectory(root.resolve("k8s"));
        Path file = Files.writeString(directory.resolve("a.yaml"), "a: 1\n");
        SourceTree tree = DirectorySourceTree.of(root);
        assertThat(tree.find(new SourcePath("k8s/a.yaml"))).isPresent();

        Files.delete(file);
        Files.delete(directory);
        Files.createSymbolicLink(directory, outside);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("k8s/a.yaml")))
                .returns(Reason.UNREADABLE, SourceException::reason);
    }

    @Test
    void read_deletedFile_doesNotNameTheServersDisk() throws Exception {
        Path file = Files.writeString(root.resolve("a.yaml"), "");
        SourceTree tree = DirectorySourceTree.of(root);
        assertThat(tree.names(SourcePath.ROOT)).containsExactly("a.yaml");
        Files.delete(file);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> tree.read(new SourcePath("a.yaml")))
                .withMessage("`a.yaml` could not be read: it has been deleted meanwhile");
        String id = tree.find(new SourcePath("a.yaml")).orElseThrow().id();
        assertThat(id).startsWith("unreadable-");
    }

    @Test
    void id_executableAndEmptyDirectory_asInGit() throws Exception {
        Path run = Files.writeString(root.resolve("run"), "x");
        assumeTrue(run.toFile().setExecutable(true, true), "this file system has no permission to execute");
        Files.createDirectory(root.resolve("empty"));

        // git init && git add -A && git write-tree
        assertThat(DirectorySourceTree.of(root)
                        .find(SourcePath.ROOT)
                        .orElseThrow()
                        .id())
                .isEqualTo("b159d88637ca8d07cbb118ffefd1ce19038c3440");
    }

    /** In another process, because the encoding of names is the process's: here it is the one of most containers. */
    @Test
    void names_beyondAscii_whateverTheLocale() throws Exception {
        Process make = shell("cd \"$1\" && : > \"$(printf 'gr\\303\\274n')\" && : > \"$(printf 'x\\377')\" && "
                + "ln -s \"$(printf 'gr\\303\\274n')\" link");
        assumeTrue(make.waitFor() == 0, "this file system refuses names that are not UTF-8");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PrintNames.class.getName(),
                root.toString());
        java.environment().put("LC_ALL", "C");
        Process names = java.redirectErrorStream(true).start();
        String printed = new String(names.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(names.waitFor()).as(printed).isZero();
        assertThat(printed.lines()).containsExactly("gr\\u00fcn", "link", "link leads to gr\\u00fcn");
    }

    private Process shell(String script) throws Exception {
        return new ProcessBuilder("/bin/sh", "-c", script, "sh", root.toString()).start();
    }

    private static String text(SourceTree tree, String path) throws SourceException {
        return new String(tree.read(new SourcePath(path)), StandardCharsets.UTF_8);
    }

    /** Prints what is in a directory, in ASCII. */
    static final class PrintNames {
        private PrintNames() {}

        public static void main(String[] arguments) throws Exception {
            SourceTree tree = DirectorySourceTree.of(Path.of(arguments[0]));
            for (String name : tree.names(SourcePath.ROOT)) {
                System.out.println(ascii(name));
            }
            System.out.println("link leads to "
                    + ascii(tree.find(new SourcePath("link"))
                            .orElseThrow()
                            .path()
                            .value()));
        }

        private static String ascii(String text) {
            StringBuilder out = new StringBuilder();
            text.chars().forEach(c -> out.append(c < 0x80 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
            return out.toString();
        }
    }
}
