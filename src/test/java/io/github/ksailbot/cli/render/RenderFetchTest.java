package io.github.ksailbot.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.cli.Run;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackGit;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import io.github.ksailbot.outside.fetch.net.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RenderFetchTest {
    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: remote\n";

    @TempDir
    private Path work;

    @TempDir
    private Path remote;

    @TempDir
    private Path cache;

    private LoopbackServer server;

    @BeforeEach
    void serveARepository() throws Exception {
        server = LoopbackServer.start();
        LoopbackGit.serve(server, remote, "/org/repo.git")
                .commit(Map.of("base/kustomization.yaml", "resources: [map.yaml]\n", "base/map.yaml", MAP));
        server.serve("/files/service.yaml", """
            apiVersion: v1
            kind: Service
            metadata:
              name: file
            """.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void remoteBaseAndFile_areRenderedFromAnAllowedHost() throws IOException {
        kustomization(server.url("/org/repo.git//base?ref=main"), server.url("/files/service.yaml"));

        assertThat(render(Loopback.REACH, "--fetch", "example.org," + server.authority()))
                .isEqualTo(new Run(0, """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: remote
                      namespace: shop
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: file
                      namespace: shop
                    """, ""));
    }

    @Test
    void brokenManifestOfARemoteBase_isFoundWithTheLineThatFetchesIt() throws Exception {
        LoopbackGit.serve(server, remote.resolve("broken"), "/org/broken.git")
                .commit(Map.of("kustomization.yaml", "resources: [map.yaml]\n", "map.yaml", "a: b: c\n"));
        kustomization(server.url("/org/broken.git"));

        Run run = render(Loopback.REACH, "--fetch", server.authority());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("kustomization.yaml:3:5: error:", "[yaml/syntax]", "/org/broken.git//map.yaml");
    }

    @Test
    void withoutHosts_nothingIsFetched() throws IOException {
        kustomization(server.url("/org/repo.git//base?ref=main"));

        Run run = render(Loopback.REACH);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nothing outside of this repository is fetched");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void hostOfThisMachine_isRefusedEvenIfItIsNamed() throws IOException {
        kustomization("https://" + server.authority() + "/org/repo.git//base?ref=main");

        Run run = render(Reach.INTERNET, "--fetch", server.authority());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("in a private network or on this machine");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void hostThatIsNone_isAMistakeOfTheCommand() throws IOException {
        kustomization("a.yaml");

        Run run = render(Reach.INTERNET, "--fetch", "https://github.com");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("`https://github.com` is no host to fetch from");
    }

    private void kustomization(String... resources) throws IOException {
        StringBuilder text = new StringBuilder("namespace: shop\nresources:\n");
        for (String resource : resources) {
            text.append("  - ").append(resource).append('\n');
        }
        Files.writeString(work.resolve("kustomization.yaml"), text);
    }

    private Run render(Reach reach, String... options) {
        Stream<String> rest = Stream.of("--fetch-cache", cache.toString(), "--root", work.toString(), work.toString());
        return Run.of(
                new Surroundings(Map.of(), reach),
                Stream.of(Stream.of("render"), Stream.of(options), rest)
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }
}
