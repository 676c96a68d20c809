package io.github.ksailbot.delivery.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigTest {
    private static final String TWO_CONTEXTS = """
            apiVersion: v1
            kind: Config
            current-context: dev
            clusters:
            - name: dev-cluster
              cluster: {server: "https://dev.example:6443"}
            - name: prod-cluster
              cluster: {server: "https://prod.example:6443", proxy-url: "http://proxy.example:3128"}
            users:
            - name: bot
              user: {token: s3cret}
            contexts:
            - name: dev
              context: {cluster: dev-cluster, user: bot}
            - name: prod
              context: {cluster: prod-cluster, user: bot}
            """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("config");
    }

    private ClusterAccess access(String kubeconfig, KubeconfigRules rules) throws Exception {
        Files.writeString(file, kubeconfig);
        return Kubeconfig.read(file, rules).access("prod");
    }

    private static String withUser(String user) {
        return """
                clusters:
                - name: c
                  cluster: {server: "https://prod.example"}
                users:
                - name: u
                  user: %s
                contexts:
                - name: prod
                  context: {cluster: c, user: u}
                """.formatted(user);
    }

    @Test
    void namedContextCounts_notTheCurrentOne() throws Exception {
        ClusterAccess access = access(TWO_CONTEXTS, KubeconfigRules.STRICT);
        assertThat(access.server()).hasToString("https://prod.example:6443");
        assertThat(access.proxy()).hasToString("http://proxy.example:3128");
        assertThat(access.token()).isEqualTo("s3cret");
        assertThat(access.toString()).doesNotContain("s3cret");
    }

    @Test
    void unknownContext_saysWhichThereAre() throws IOException {
        Files.writeString(file, TWO_CONTEXTS);
        assertThatThrownBy(() -> Kubeconfig.read(file, KubeconfigRules.STRICT).access("staging"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("`staging`")
                .hasMessageContaining("`dev`, `prod`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{exec: {command: /bin/sh, args: [-c, id]}}",
                "{auth-provider: {name: gcp, config: {cmd-path: /bin/sh}}}",
                "{token: x, exec: null}"
            })
    void programs_areRefusedUnlessAllowed(String user) throws Exception {
        assertThatThrownBy(() -> access(withUser(user), KubeconfigRules.STRICT))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("not allowed");
        assertThat(access(withUser(user), KubeconfigRules.OWN).plugin()).isTrue();
    }

    @Test
    void impersonation_isRefused() {
        assertThatThrownBy(() -> access(withUser("{token: x, as: admin}"), KubeconfigRules.OWN))
                .isInstanceOf(ClusterException.class);
    }

    @Test
    void filesOfItsOwnDirectory_areRead() throws Exception {
        Files.writeString(directory.resolve("token"), "rotated\n");
        assertThat(access(withUser("{tokenFile: token}"), KubeconfigRules.STRICT)
                        .tokenFile())
                .isEqualTo(directory.resolve("token").toRealPath());
    }

    @Test
    void filesElsewhere_areRefusedUnlessAllowed(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "x");
        Files.createSymbolicLink(directory.resolve("link"), secret);
        for (String named : new String[] {secret.toString(), "../" + elsewhere.getFileName() + "/secret", "link"}) {
            assertThatThrownBy(() -> access(withUser("{tokenFile: \"" + named + "\"}"), KubeconfigRules.STRICT))
                    .as(named)
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("outside");
        }
        assertThat(access(withUser("{tokenFile: link}"), KubeconfigRules.OWN).tokenFile())
                .isEqualTo(secret.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a", "clusters: [", "a: &a [*a]"})
    void whatIsNoKubeconfig_isSaidToBeNone(String text) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> Kubeconfig.read(file, KubeconfigRules.STRICT).access("prod"))
                .isInstanceOf(ClusterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "", "ssh://x", "https://a b"})
    void serverThatIsNone_isRefused(String server) {
        String text = withUser("{token: x}").replace("https://prod.example", server);
        assertThatThrownBy(() -> access(text, KubeconfigRules.STRICT)).isInstanceOf(ClusterException.class);
    }

    @Test
    void environmentFindsItsClusterByContextThenByKubeconfig() throws Exception {
        Files.writeString(file, TWO_CONTEXTS);
        Map<String, MountedCluster> known = Map.of(
                "prod",
                MountedCluster.file(file),
                "~/.kube/team",
                new MountedCluster(file, "dev", Set.of("acme/*"), KubeconfigRules.STRICT));
        try (MountedClusters clusters = new MountedClusters(known, ClusterLimits.DEFAULT)) {
            clusters.open(new ClusterRef("", "prod"), "acme/fleet").close();
            clusters.open(new ClusterRef("~/.kube/team", ""), "acme/fleet").close();
            assertThatThrownBy(() -> clusters.open(new ClusterRef("~/.kube/team", ""), "mallory/fleet"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("`prod`")
                    .hasMessageNotContaining("knows `prod`, `~/.kube/team`");
            assertThatThrownBy(() -> clusters.open(new ClusterRef("", ""), "acme/fleet"))
                    .hasMessageContaining("spec.cluster.connection.context");
            assertThatThrownBy(() -> clusters.open(new ClusterRef("", "in-cluster"), "acme/fleet"))
                    .isInstanceOf(ClusterException.class);
        }
    }

    @Test
    void mountedFileWithoutTheEnvironmentsContext_isAnError() throws Exception {
        Files.writeString(file, TWO_CONTEXTS);
        Map<String, MountedCluster> known =
                Map.of("staging", MountedCluster.file(file), "all", MountedCluster.file(file));
        try (MountedClusters clusters = new MountedClusters(known, ClusterLimits.DEFAULT)) {
            assertThatThrownBy(() -> clusters.open(new ClusterRef("", "staging"), "acme/fleet"))
                    .hasMessageContaining("do not say which one `staging` is");
            assertThatThrownBy(() -> clusters.open(new ClusterRef("all", ""), "acme/fleet"))
                    .hasMessageContaining("do not say which one `all` is");
        }
    }

    @Test
    void aRepository_cannotChooseAmongTheContextsOfAMountedFile() throws Exception {
        Files.writeString(file, TWO_CONTEXTS);
        try (MountedClusters clusters =
                new MountedClusters(Map.of("all", MountedCluster.file(file)), ClusterLimits.DEFAULT)) {
            assertThatThrownBy(() -> clusters.open(new ClusterRef("all", "prod"), "acme/fleet"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("Its operator sets the context");
        }
    }

    @Test
    void personsKubeconfig_isFoundAsKubectlDoes_butTheContextIsTheEnvironments(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve(".kube"));
        Files.writeString(home.resolve(".kube/config"), TWO_CONTEXTS);
        try (UserClusters clusters = new UserClusters(home, directory, "", ClusterLimits.DEFAULT)) {
            clusters.open(new ClusterRef("", "prod"), "").close();
            clusters.open(new ClusterRef("~/.kube/config", "dev"), "").close();
            assertThatThrownBy(() -> clusters.open(new ClusterRef("", ""), ""))
                    .hasMessageContaining("names no context");
            assertThatThrownBy(() -> clusters.open(new ClusterRef("nowhere", "dev"), ""))
                    .hasMessageContaining("cannot be read");
        }
        Files.writeString(file, TWO_CONTEXTS.replace("prod", "other"));
        String variable = file + java.io.File.pathSeparator + home.resolve(".kube/config");
        try (UserClusters clusters = new UserClusters(home, directory, variable, ClusterLimits.DEFAULT)) {
            clusters.open(new ClusterRef("", "prod"), "").close();
            clusters.open(new ClusterRef("", "other"), "").close();
        }
    }
}
