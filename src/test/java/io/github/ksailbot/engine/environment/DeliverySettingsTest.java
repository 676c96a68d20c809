package io.github.ksailbot.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.RegistrySetting.Login;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverySettingsTest {
    private static final String TOKEN = "t0k/en@with:all";

    @Test
    void settings_everythingIsSet() {
        DeliverySettings settings = read("""
              cluster:
                distribution: Talos
                distributionConfig: nodes/prod
                localRegistry:
                  registry: "bot:${TOKEN}@ghcr.io/acme/${APP}:live"
                  credentials:
                    tokenEnvVar: ANY
                    cliTokenEnvVar: PUSH
                    clusterTokenEnvVar: PULL
                connection:
                  kubeconfig: ${HOME_OF}/config
                  context: admin@prod
                  timeout: 1h2.5m3s
              workload:
                tag: v-${APP}
                kustomizationFile: clusters\\prod
                flux:
                  distributionVersion: 2.6.x
                  verify: {provider: cosign, secretRef: {name: keys}}
            """);

        assertThat(settings.registry().user()).isEqualTo("bot");
        assertThat(settings.registry().address()).isEqualTo("ghcr.io/acme/${APP}:live");
        assertThat(settings.credentials()).isEqualTo(new CredentialNames("ANY", "PUSH", "PULL"));
        assertThat(settings.tag()).isEqualTo("v-shop");
        assertThat(settings.connection())
                .isEqualTo(new ConnectionSettings(
                        "/config", "admin@prod", Duration.ofHours(1).plusSeconds(153)));
        assertThat(settings.nodeConfiguration()).containsExactly(new SourcePath("nodes/prod"));
        assertThat(settings.entryPath()).isEqualTo("./clusters/prod");
        assertThat(settings.flux()).isEqualTo(new FluxSettings("2.6.x", "cosign", "keys"));
        assertThat(settings.unresolved()).containsExactly("HOME_OF");
    }

    @Test
    void settings_nothingIsSet() {
        DeliverySettings settings = read("  workload: {}\n");

        assertThat(settings.registry().isPresent()).isFalse();
        assertThat(settings.credentials()).isEqualTo(CredentialNames.NONE);
        assertThat(settings.tag()).isEmpty();
        assertThat(settings.connection()).isEqualTo(ConnectionSettings.NONE);
        assertThat(settings.nodeConfiguration()).containsExactly(new SourcePath("kind.yaml"));
        assertThat(settings.entryPath()).isEqualTo("./");
        assertThat(settings.unresolved()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "., ./",
        "./, ./",
        "'', ./",
        "clusters/prod/, ./clusters/prod",
        "./a/../b, ./b",
    })
    void entryPath_isNormalised(String written, String path) {
        assertThat(read("  workload: {kustomizationFile: '" + written + "'}\n").entryPath())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"/etc", "../other", "a/../../b", "C:/x", "${UNKNOWN}", "~/x"})
    void entryPath_leavesTheArtifactOrIsUnknown(String written) {
        assertThat(read("  workload: {kustomizationFile: '" + written + "'}\n").entryPath())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"0", "0s", "-5m", "5", "soon", ".s", "9999999h"})
    void timeout_isNone(String written) {
        assertThat(read("  cluster: {connection: {timeout: " + written + "}}\n")
                        .connection()
                        .timeout())
                .isNull();
    }

    @Test
    void registry_variablesAreReplacedWithinTheirPart() {
        RegistrySetting registry = RegistrySetting.parse("${USER}:${TOKEN}@ghcr.io:443/org", null);

        Login login = registry.login(Map.of("USER", "a:b@c"), Map.of("TOKEN", Secret.of(TOKEN))::get);

        assertThat(registry.address(Map.of()).text()).isEqualTo("ghcr.io:443/org");
        assertThat(login.user()).isEqualTo("a:b@c");
        assertThat(login.password().reveal()).isEqualTo(TOKEN);
        assertThat(login.missing()).isEmpty();
    }

    @Test
    void registry_defaultsMayHoldSeparators() {
        RegistrySetting registry =
                RegistrySetting.parse("${U:-me@home}:${P:-a/b@c:d}@${R:-localhost:5050/k8s:dev}", null);

        Login login = registry.login(Map.of(), name -> null);

        assertThat(login.user()).isEqualTo("me@home");
        assertThat(login.password().reveal()).isEqualTo("a/b@c:d");
        assertThat(registry.address(Map.of()).text()).isEqualTo("localhost:5050/k8s:dev");
    }

    @Test
    void registry_passwordHasNoValue() {
        Login login = RegistrySetting.parse("bot:${TOKEN}@ghcr.io/x", null).login(Map.of(), name -> null);

        assertThat(login.missing()).isEqualTo("TOKEN");
        assertThat(login.password()).isEqualTo(Secret.EMPTY);
    }

    @Test
    void registry_userAlone() {
        RegistrySetting registry = RegistrySetting.parse("admin@registry.io", null);

        assertThat(registry.user()).isEqualTo("admin");
        assertThat(registry.password()).isEqualTo(Secret.EMPTY);
        assertThat(registry.address()).isEqualTo("registry.io");
    }

    @Test
    void passwords_arePrintedNowhere() {
        DeliverySettings settings = read("""
              cluster:
                localRegistry:
                  registry: "bot:s3cret-in-the-file@ghcr.io/acme/app"
            """);
        Login login = settings.registry().login(Map.of(), name -> null);

        assertThat(login.password().reveal()).isEqualTo("s3cret-in-the-file");
        assertThat(List.of(settings, settings.registry(), login, login.password())
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void credentialNames_theOneForTheSideWins() {
        CredentialNames names = new CredentialNames("ANY", "PUSH", "");

        assertThat(names.forPush()).isEqualTo("PUSH");
        assertThat(names.forPull()).isEqualTo("ANY");
    }

    private static DeliverySettings read(String spec) {
        MemorySourceTree tree = MemorySourceTree.of(Map.of(
                "ksail.yaml",
                "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec:\n" + spec,
                "k8s/kustomization.yaml",
                "resources: []\n"));
        return new EnvironmentDiscovery(Map.of("APP", "shop"))
                .discover(tree)
                .environments()
                .get(0)
                .delivery();
    }
}
