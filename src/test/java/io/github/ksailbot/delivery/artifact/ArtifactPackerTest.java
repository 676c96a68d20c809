package io.github.ksailbot.delivery.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.registry.Digests;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactPackerTest {
    private static final SourcePath K8S = new SourcePath("k8s");

    @TempDir
    Path temporary;

    @Test
    void layer_holdsEveryFileAtItsRoot() throws Exception {
        SourceTree tree = MemorySourceTree.of(Map.of(
                "README.md", "not delivered",
                "k8s/Kustomization", "resources: []\n",
                "k8s/base/app.env", "A=1\n",
                "k8s/base/run.sh", "#!/bin/sh\n",
                "k8s/base/app.toml", "x = 1\n",
                "k8s/.hidden/key", "k"));

        Unpacked unpacked = unpack(tree);

        assertThat(unpacked.names())
                .containsExactly(
                        ".hidden/",
                        ".hidden/key",
                        "Kustomization",
                        "base/",
                        "base/app.env",
                        "base/app.toml",
                        "base/run.sh");
        assertThat(unpacked.entries()).allSatisfy(entry -> {
            assertThat(entry.getLastModifiedDate()).isEqualTo(new Date(0));
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getLongGroupId()).isZero();
            assertThat(entry.getUserName()).isEmpty();
            assertThat(entry.getGroupName()).isEmpty();
            assertThat(entry.getMode() & 0777).isEqualTo(entry.isDirectory() ? 0755 : 0644);
        });
    }

    @Test
    void layer_isTheSameForEqualContent() throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            files.put("k8s/app-" + i % 17 + "/file-" + i + ".yaml", "kind: ConfigMap # " + i + "\n");
        }
        MemorySourceTree.Builder backwards = MemorySourceTree.builder();
        List<String> names = new ArrayList<>(files.keySet());
        Collections.reverse(names);
        names.forEach(name -> backwards.file(name, files.getOrDefault(name, "")));
        Path onDisk = Files.createDirectory(temporary.resolve("disk"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = onDisk.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            assertThat(path.toFile().setExecutable(file.getKey().hashCode() % 2 == 0))
                    .isTrue();
        }

        String digest = digest(MemorySourceTree.of(files));

        assertThat(digest(backwards.build())).isEqualTo(digest);
        assertThat(digest(DirectorySourceTree.of(onDisk))).isEqualTo(digest);
    }

    @Test
    void digestAndSize_areThoseOfTheLayer() throws Exception {
        try (PackedArtifact artifact = pack(MemorySourceTree.of(Map.of("k8s/a.yaml", "x".repeat(100_000))))) {
            byte[] layer = artifact.open().readAllBytes();

            assertThat(artifact.contentDigest()).isEqualTo(Digests.of(layer));
            assertThat(artifact.size()).isEqualTo(layer.length).isLessThan(1_000);
        }
    }

    /** Were the header or the order to change, every environment would get an artifact that differs without a reason. */
    @Test
    void archive_isTheSameFromReleaseToRelease() throws Exception {
        SourceTree tree =
                MemorySourceTree.of(Map.of("k8s/kustomization.yaml", "resources: []\n", "k8s/a/b.yaml", "x: 1\n"));
        try (PackedArtifact artifact = pack(tree)) {
            assertThat(new String(artifact.configBlob().open(0).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "{\"architecture\":\"\",\"os\":\"\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:b1e7e346372fbf9410d4f94b821445381ade7705d25bc3b89b71656c9c34586a\"]}}");
            byte[] start = artifact.open().readNBytes(10);
            assertThat(start).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
        }
    }

    @Test
    void names_canBeAnything() throws Exception {
        String deep = "d".repeat(120) + "/" + "e".repeat(150) + "/" + "f".repeat(200) + ".yaml";
        SourceTree tree = MemorySourceTree.builder()
                .file("k8s/new\nline.yaml", "a")
                .file("k8s/größe-配置-😀.yaml", "b")
                .file("k8s/ leading and trailing ", "c")
                .file("k8s/..yaml", "d")
                .file("k8s/...", "e")
                .file("k8s/-rf", "f")
                .file("k8s/" + deep, "g")
                .build();

        Unpacked unpacked = unpack(tree);

        assertThat(unpacked.files())
                .containsExactlyInAnyOrder(
                        "new\nline.yaml", "größe-配置-😀.yaml", " leading and trailing ", "..yaml", "...", "-rf", deep);
    }

    @Test
    void directory_thatIsTheWholeRepository() throws Exception {
        SourceTree tree = MemorySourceTree.of(Map.of("a.yaml", "1", "b/c.yaml", "2"));

        try (PackedArtifact artifact = packer().pack(tree, SourcePath.ROOT, ArtifactForm.FLUX)) {
            assertThat(Unpacked.of(artifact.open()).names()).containsExactly("a.yaml", "b/", "b/c.yaml");
            assertThat(artifact.files()).isEqualTo(2);
        }
    }

    @Test
    void link_isPackedAsWhatItLeadsTo() throws Exception {
        SourceTree tree = MemorySourceTree.builder()
                .file("k8s/base/app.yaml", "app")
                .file("shared/common.yaml", "common")
                .link("k8s/overlay", "base")
                .link("k8s/app-link.yaml", "base/app.yaml")
                .link("k8s/common.yaml", "../shared/common.yaml")
                .link("k8s/nowhere", "gone.yaml")
                .build();

        Unpacked unpacked = unpack(tree);

        assertThat(unpacked.files())
                .containsExactly("app-link.yaml", "base/app.yaml", "common.yaml", "overlay/app.yaml");
        assertThat(text(unpacked, "app-link.yaml")).isEqualTo("app");
        assertThat(text(unpacked, "overlay/app.yaml")).isEqualTo("app");
        assertThat(text(unpacked, "common.yaml")).isEqualTo("common");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, is not a relative path",
        "../../etc/passwd, leads out of the repository",
        "../../../../../../proc/self/environ, leads out of the repository",
        "evil, they lead in a circle",
        "., leads to a directory that it lies in itself",
        "../k8s, leads to a directory that it lies in itself",
    })
    void link_thatIsRefused(String target, String message) {
        SourceTree tree = MemorySourceTree.builder()
                .file("k8s/kustomization.yaml", "resources: []\n")
                .link("k8s/evil", target)
                .build();

        assertThatThrownBy(() -> pack(tree))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("k8s/evil")
                .hasMessageContaining(message);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void link_thatIsIgnored_isNotRefused() throws Exception {
        SourceTree tree = MemorySourceTree.builder()
                .file("k8s/kustomization.yaml", "resources: []\n")
                .file("k8s/.sourceignore", "evil\n/again/\n")
                .link("k8s/evil", "/etc")
                .link("k8s/again", ".")
                .build();

        assertThat(unpack(tree).files()).containsExactly(".sourceignore", "kustomization.yaml");
    }

    @Test
    void links_thatMultiply_areStopped() {
        MemorySourceTree.Builder tree = MemorySourceTree.builder().file("k8s/d0/x.yaml", "x");
        for (int i = 1; i < 40; i++) {
            tree.link("k8s/d" + i + "/a", "../d" + (i - 1)).link("k8s/d" + i + "/b", "../d" + (i - 1));
        }

        ArtifactPacker packer = new ArtifactPacker(new ArtifactLimits(1_000, 1_000_000), temporary);

        assertThatThrownBy(() -> packer.pack(tree.build(), K8S, ArtifactForm.FLUX))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("more than 1000 files and directories");
    }

    @Test
    void directory_isNotThereOrAFile() {
        assertThatThrownBy(() -> pack(MemorySourceTree.of(Map.of("a.yaml", ""))))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("has no directory `k8s`");
        assertThatThrownBy(() -> pack(MemorySourceTree.of(Map.of("k8s", "a file"))))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("has no directory `k8s`");
    }

    @Test
    void artifact_withoutFiles_isRefused() {
        assertThatThrownBy(() -> pack(MemorySourceTree.of(Map.of("k8s/logo.png", "x", "k8s/a/.gitignore", "x"))))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("nothing to deliver");
        assertThatThrownBy(() -> pack(MemorySourceTree.of(Map.of("k8s/.sourceignore", "*\n", "k8s/a.yaml", "x"))))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("deletes what it applied");
    }

    @Test
    void file_thatIsTooLarge() {
        SourceTree tree = MemorySourceTree.builder()
                .file("k8s/huge.bin", new byte[2_000])
                .limits(new SourceLimits(1_000, 100, 10))
                .build();

        assertThatThrownBy(() -> pack(tree))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("`k8s/huge.bin` has 2000 bytes");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void files_thatAreTooMuchTogether() {
        SourceTree tree = MemorySourceTree.builder()
                .file("k8s/a", new byte[600])
                .file("k8s/b", new byte[600])
                .build();

        assertThatThrownBy(() ->
                        new ArtifactPacker(new ArtifactLimits(10, 1_000), temporary).pack(tree, K8S, ArtifactForm.FLUX))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("which is the limit");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void artifact_isGoneWhenItIsClosed() throws Exception {
        PackedArtifact artifact = pack(MemorySourceTree.of(Map.of("k8s/a.yaml", "x")));
        assertThat(temporary).isNotEmptyDirectory();

        artifact.close();

        assertThat(temporary).isEmptyDirectory();
    }

    private String digest(SourceTree tree) throws ArtifactException, IOException {
        try (PackedArtifact artifact = pack(tree)) {
            return artifact.contentDigest();
        }
    }

    private Unpacked unpack(SourceTree tree) throws ArtifactException, IOException {
        try (PackedArtifact artifact = pack(tree)) {
            return Unpacked.of(artifact.open());
        }
    }

    private PackedArtifact pack(SourceTree tree) throws ArtifactException, IOException {
        return packer().pack(tree, K8S, ArtifactForm.FLUX);
    }

    private ArtifactPacker packer() {
        return new ArtifactPacker(ArtifactLimits.DEFAULT, temporary);
    }

    private static String text(Unpacked unpacked, String path) throws Exception {
        return new String(unpacked.tree().read(new SourcePath(path)), StandardCharsets.UTF_8);
    }
}
