package io.github.ksailbot.outside.fetch.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartAddress.Oci.ReferenceKind;
import io.github.ksailbot.engine.helm.chart.ChartArchive;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackGit;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import io.github.ksailbot.outside.fetch.Outside;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.CacheFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FetchedChartsTest {
    private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    @TempDir
    private Path work;

    @TempDir
    private Path cache;

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void chartOfARepository_isTheNewestThatIsWanted() {
        index("""
            entries:
              web:
                - {version: 1.2.0, urls: [web-1.2.0.tgz], digest: %s}
                - {version: 1.10.0, urls: ["%s"]}
                - {version: 2.0.0-rc.1, urls: [never.tgz]}
            """.formatted(CacheFolder.hash(bytes("1.2.0")), server.url("/elsewhere/web-1.10.0.tgz")));
        server.serve("/charts/web-1.2.0.tgz", bytes("1.2.0"));
        server.serve("/elsewhere/web-1.10.0.tgz", bytes("1.10.0"));

        assertThat(fetch(repository("web", "1.2.0"))).isEqualTo("1.2.0");
        assertThat(fetch(repository("web", "~1.2"))).isEqualTo("1.2.0");
        assertThat(fetch(repository("web", ""))).isEqualTo("1.10.0");
        assertThat(fetch(repository("web", ">=1.0.0 <2"))).isEqualTo("1.10.0");
    }

    @Test
    void archive_isFetchedOnce() {
        index("entries: {web: [{version: 1.0.0, urls: [web.tgz]}]}\n");
        server.serve("/charts/web.tgz", bytes("1"));
        fetch(repository("web", "1.0.0"));
        server.requests().clear();

        assertThat(fetch(repository("web", "1.0.0"))).isEqualTo("1");
        assertThat(server.requests()).containsExactly("/charts/index.yaml");
    }

    @Test
    void whatARepositoryDoesNotHave_isAbsent() {
        index("entries: {web: [{version: 1.0.0, urls: [absent.tgz]}]}\n");

        assertThat(refusal(repository("other", ""))).isEqualTo(Reason.ABSENT);
        assertThat(refusal(repository("web", "2.x"))).isEqualTo(Reason.ABSENT);
        assertThat(refusal(repository("web", "newest"))).isEqualTo(Reason.ABSENT);
        assertThat(refusal(repository("web", "1.0.0"))).isEqualTo(Reason.ABSENT);
    }

    @Test
    void archiveThatTheIndexDoesNotDescribe_isRefused() {
        index("entries: {web: [{version: 1.0.0, urls: [web.tgz], digest: %s}]}\n".formatted("0".repeat(64)));
        server.serve("/charts/web.tgz", bytes("another"));

        assertThat(refusal(repository("web", "1.0.0"))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void archiveAtAnotherHost_isRefused() {
        index("""
            entries:
              web: [{version: 1.0.0, urls: ["http://169.254.169.254/latest"]}]
              file: [{version: 1.0.0, urls: ["file:///etc/passwd"]}]
            """);

        assertThat(refusal(repository("web", "1.0.0"))).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal(repository("file", "1.0.0"))).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void largeArchiveAndLargeIndex_areRefused() {
        index("entries: {web: [{version: 1.0.0, urls: [web.tgz]}]}\n");
        server.serve("/charts/web.tgz", new byte[(1 << 20) + 1]);
        assertThat(refusal(repository("web", "1.0.0"))).isEqualTo(Reason.TOO_LARGE);

        server.serve("/charts/index.yaml", new byte[(1 << 20) + 1]);
        assertThat(refusal(repository("web", "1.0.0"))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void chartOfARegistry_isFoundByTagRangeAndDigest() {
        String first = push("org/web", "1.0.0", "one");
        push("org/web", "1.1.0_build", "two");
        server.serve("/v2/org/web/tags/list", bytes("{\"tags\": [\"latest\", \"1.0.0\", \"1.1.0_build\"]}"));

        assertThat(fetch(oci("1.0.0", ReferenceKind.TAG))).isEqualTo("one");
        assertThat(fetch(oci("1.1.0+build", ReferenceKind.TAG))).isEqualTo("two");
        assertThat(fetch(oci("1.x", ReferenceKind.SEMVER))).isEqualTo("two");
        assertThat(fetch(oci("", ReferenceKind.TAG))).isEqualTo("two");
        assertThat(fetch(oci(first, ReferenceKind.DIGEST))).isEqualTo("one");
        assertThat(refusal(oci("9.9.9", ReferenceKind.TAG))).isEqualTo(Reason.ABSENT);
        assertThat(fetch(new ChartAddress.Repository("oci://" + server.authority() + "/org", "web", "1.0.0")))
                .isEqualTo("one");
    }

    @Test
    void registryThatWantsATokenOfEverybody_getsItsOwnToken() {
        push("org/web", "1.0.0", "one");
        server.on("/v2/org/web/manifests/1.0.0", exchange -> {
            boolean isKnown = "Bearer abc".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = isKnown ? manifest("one") : new byte[0];
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer realm=\"" + server.url("/token") + "\",service=\"s\"");
            exchange.sendResponseHeaders(isKnown ? 200 : 401, isKnown ? answer.length : -1);
            exchange.getResponseBody().write(answer);
        });
        server.serve("/token", bytes("{\"token\": \"abc\"}"));

        assertThat(fetch(oci("1.0.0", ReferenceKind.TAG))).isEqualTo("one");
    }

    @Test
    void tokenServiceInsideOfANetwork_isNotAsked() {
        server.on("/v2/org/web/manifests/1.0.0", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"http://169.254.169.254/token\"");
            exchange.sendResponseHeaders(401, -1);
        });

        assertThat(refusal(oci("1.0.0", ReferenceKind.TAG))).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void blobThatIsNotItsDigest_isRefused() {
        push("org/web", "1.0.0", "one");
        server.serve("/v2/org/web/blobs/sha256:" + CacheFolder.hash(bytes("one")), bytes("two"));

        assertThat(refusal(oci("1.0.0", ReferenceKind.TAG))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void artifactWithoutLayers_isNoChart() {
        server.serve("/v2/org/web/manifests/1.0.0", bytes("{\"manifests\": []}"));

        assertThat(refusal(oci("1.0.0", ReferenceKind.TAG))).isEqualTo(Reason.ABSENT);
    }

    @Test
    void directoryOfAGitRepository_isPackedAsAChart() throws Exception {
        LoopbackGit git = LoopbackGit.serve(server, work, "/org/charts.git");
        git.commit(Map.of(
                "charts/web/Chart.yaml",
                "apiVersion: v2\nname: web\nversion: 1.0.0\n",
                "charts/web/templates/a.yaml",
                "kind: A\n",
                "README.md",
                "beside it"));

        Fetched<ChartArchives.Archive> fetched = charts().get(new ChartAddress.Git(git.url(), "main", "./charts/web"));

        ChartArchives.Archive archive = ((Fetched.Content<ChartArchives.Archive>) fetched).content();
        assertThat(archive.name()).isEqualTo(git.url() + "//./charts/web");
        assertThat(ChartArchive.read(archive.content(), "web", Origin.of("a.yaml", 1, 1)))
                .isNotNull();
        assertThat(refusal(new ChartAddress.Git(git.url(), "main", "charts/absent")))
                .isEqualTo(Reason.ABSENT);
    }

    @Test
    void withoutHosts_nothingIsFetched() {
        Outside denied =
                Outside.of(AllowedHosts.of(List.of()), Loopback.REACH, cache, Loopback.limits(), Clock.systemUTC());

        assertThat(denied).isEqualTo(Outside.DENIED);
    }

    private void index(String text) {
        server.serve("/charts/index.yaml", bytes(text));
    }

    /** @return the manifest's digest */
    private String push(String repository, String tag, String content) {
        byte[] manifest = manifest(content);
        String digest = "sha256:" + CacheFolder.hash(manifest);
        server.serve("/v2/" + repository + "/manifests/" + tag, manifest);
        server.serve("/v2/" + repository + "/manifests/" + digest, manifest);
        server.serve("/v2/" + repository + "/blobs/sha256:" + CacheFolder.hash(bytes(content)), bytes(content));
        return digest;
    }

    private static byte[] manifest(String content) {
        return bytes("""
            {"schemaVersion": 2, "layers": [
              {"mediaType": "application/vnd.cncf.helm.chart.provenance.v1.prov", "digest": "sha256:x", "size": 1},
              {"mediaType": "%s", "digest": "sha256:%s", "size": %d}]}
            """.formatted(CHART, CacheFolder.hash(bytes(content)), content.length()));
    }

    private ChartAddress repository(String name, String version) {
        return new ChartAddress.Repository(server.url("/charts"), name, version);
    }

    private ChartAddress oci(String reference, ReferenceKind kind) {
        return new ChartAddress.Oci(server.authority() + "/org/web", reference, kind);
    }

    private ChartArchives charts() {
        return Outside.of(
                        AllowedHosts.of(List.of(server.authority())),
                        Loopback.REACH,
                        cache,
                        Loopback.limits(),
                        Clock.systemUTC())
                .charts();
    }

    private String fetch(ChartAddress address) {
        Fetched<ChartArchives.Archive> fetched = charts().get(address);
        assertThat(fetched).isInstanceOf(Fetched.Content.class);
        return new String(
                ((Fetched.Content<ChartArchives.Archive>) fetched).content().content(), StandardCharsets.UTF_8);
    }

    private Reason refusal(ChartAddress address) {
        Fetched<ChartArchives.Archive> fetched = charts().get(address);
        assertThat(fetched).isInstanceOf(Fetched.Refusal.class);
        return ((Fetched.Refusal<ChartArchives.Archive>) fetched).reason();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
