package io.github.ksailbot.engine.helm.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChartArchiveTest {
    private static final String METADATA = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
    private static final Origin LINE = Origin.of("release.yaml", 9, 5);

    private static Chart read(byte[] archive) throws ChartException {
        return ChartArchive.read(archive, "https://example.org/web-1.0.0.tgz", LINE);
    }

    private static Origin origin(Chart chart, String path) {
        return Objects.requireNonNull(chart.file(path), path).origin();
    }

    @Test
    void archive_isRead_andItsFilesPointToTheLineThatNamesTheChart() throws ChartException {
        Chart chart = read(TestCharts.archive("web/Chart.yaml", METADATA, "web/templates/a.yaml", "kind: A\n"));
        assertThat(chart.name()).isEqualTo("web");
        assertThat(chart.files().keySet()).containsExactly("Chart.yaml", "templates/a.yaml");
        Origin origin = origin(chart, "templates/a.yaml");
        assertThat(origin.file()).isEqualTo("https://example.org/web-1.0.0.tgz//templates/a.yaml");
        assertThat(origin.location().toString()).isEqualTo("release.yaml:9:5");
    }

    @Test
    void archiveInTheChart_isUnpacked() throws ChartException {
        byte[] part = TestCharts.archive("redis/Chart.yaml", "name: redis\nversion: 2.0.0\n");
        MemorySourceTree tree = MemorySourceTree.builder()
                .file("web/Chart.yaml", METADATA)
                .file("web/charts/redis-2.0.0.tgz", part)
                .build();
        Chart chart = new ChartFolder(tree).read(new SourcePath("web"));
        assertThat(chart.files().keySet()).containsExactly("Chart.yaml", "charts/redis-2.0.0/Chart.yaml");
        assertThat(origin(chart, "charts/redis-2.0.0/Chart.yaml").location().toString())
                .isEqualTo("web/charts/redis-2.0.0.tgz:1:1");
    }

    @Test
    void pathOutOfTheArchive_isRefused() {
        for (String path : new String[] {"web/../../etc/passwd", "/etc/passwd", "web\\..\\x"}) {
            assertThatThrownBy(() -> read(TestCharts.archive("web/Chart.yaml", METADATA, path, "x")))
                    .isInstanceOf(ChartException.class)
                    .hasMessage("its archive holds a path that leads out of it");
        }
    }

    @Test
    void linkInTheArchive_isRefused() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TestCharts.entry(tar, "web/Chart.yaml", '2', 0, new byte[0]);
        assertThatThrownBy(() -> read(TestCharts.gzipped(tar.toByteArray())))
                .hasMessage("its archive holds links or devices");
    }

    @Test
    void bomb_isStoppedAtTheLimits() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        byte[] zeros = new byte[4 << 20];
        for (int i = 0; i < 12; i++) {
            TestCharts.entry(tar, "web/" + i, '0', zeros.length, zeros);
        }
        byte[] bomb = TestCharts.gzipped(tar.toByteArray());
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> read(bomb)).hasMessage("it has more than 24 MiB unpacked");
    }

    @Test
    void fileThatClaimsToBeHuge_isRefusedBeforeItIsRead() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TestCharts.entry(tar, "web/a", '0', 7L << 30, new byte[0]);
        assertThatThrownBy(() -> read(TestCharts.gzipped(tar.toByteArray())))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("has more than 5120 KiB");
    }

    @Test
    void bombInTheChart_isStoppedToo() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        byte[] zeros = new byte[4 << 20];
        for (int i = 0; i < 12; i++) {
            TestCharts.entry(tar, "redis/" + i, '0', zeros.length, zeros);
        }
        MemorySourceTree tree = MemorySourceTree.builder()
                .file("web/Chart.yaml", METADATA)
                .file("web/charts/redis.tgz", TestCharts.gzipped(tar.toByteArray()))
                .build();
        assertThatThrownBy(() -> new ChartFolder(tree).read(new SourcePath("web")))
                .isInstanceOfSatisfying(
                        ChartException.class, e -> assertThat(e.isLimit()).isTrue());
    }

    @Test
    void damagedArchive_isRefused() {
        byte[] whole = TestCharts.archive("web/Chart.yaml", METADATA);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> read(cut)).hasMessage("its archive is damaged");
        assertThatThrownBy(() -> read("not gzip".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("its archive is damaged");
    }

    @Test
    void whatIsNoChart_isRefused() {
        assertThatThrownBy(() -> read(TestCharts.archive("web/values.yaml", "a: 1\n")))
                .hasMessage("it has no `Chart.yaml`");
        assertThatThrownBy(() -> read(TestCharts.archive("web/Chart.yaml", "[\n")))
                .hasMessage("its `Chart.yaml` cannot be read");
        assertThatThrownBy(() -> read(TestCharts.archive("web/Chart.yaml", "version: 1\n")))
                .hasMessage("its `Chart.yaml` has no name");
    }

    @Test
    void digest_isOfTheFiles() throws ChartException {
        Chart one = read(TestCharts.archive("web/Chart.yaml", METADATA, "web/a", "b"));
        assertThat(read(TestCharts.archive("other/Chart.yaml", METADATA, "other/a", "b"))
                        .digest())
                .isEqualTo(one.digest());
        assertThat(read(TestCharts.archive("web/Chart.yaml", METADATA, "web/ab", ""))
                        .digest())
                .isNotEqualTo(one.digest());
    }
}
