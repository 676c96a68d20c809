package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTargetTest {
    private static final String TOKEN = "t@k/e:n";
    private static final SecretLookup SECRETS =
            (variable, registry) -> variable.equals("TOKEN") && registry.equals("ghcr.io") ? Secret.of(TOKEN) : null;

    @Test
    void target_ofAFullReference() throws RegistrySettingException {
        RegistryTarget target = target("registry: '${WHO}:${TOKEN}@ghcr.io/acme/${APP}:live'", "");

        assertThat(target.syncRepository()).isEqualTo("ghcr.io/acme/shop");
        assertThat(target.tag()).isEqualTo("live");
        assertThat(target.credentials()).isEqualTo(new Credentials("bot", Secret.of(TOKEN)));
        assertThat(target.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "tag: v2, ghcr.io/a/b:v1, v2",
        "tag: 'v-${APP}', ghcr.io/a/b:v1, v-shop",
        "'', ghcr.io/a/b:v1, v1",
        "'', ghcr.io/a/b, dev",
        "tag: '', localhost:5050, dev",
    })
    void tag_precedence(String workload, String registry, String tag) throws RegistrySettingException {
        assertThat(target("registry: " + registry, workload).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io, ., ghcr.io/workloads",
        "ghcr.io, k8s, ghcr.io/k8s",
        "ghcr.io, Deploy/My_App, ghcr.io/deploy-my-app",
        "docker.io/app, k8s, docker.io/library/app",
        "docker.io/acme/app, k8s, docker.io/acme/app",
    })
    void repository_withoutAPath_isNamedAfterTheSourceDirectory(String registry, String source, String repository)
            throws RegistrySettingException {
        assertThat(target("registry: " + registry, "sourceDirectory: " + source).syncRepository())
                .isEqualTo(repository);
    }

    @Test
    void credentials_namedForPushingWinOverTheReference() throws RegistrySettingException {
        RegistryTarget target = target(
                "{registry: 'bot:other@ghcr.io/a/b', credentials: {tokenEnvVar: UNKNOWN, cliTokenEnvVar: TOKEN}}", "");

        assertThat(target.credentials()).isEqualTo(new Credentials("bot", Secret.of(TOKEN)));
    }

    @Test
    void credentials_nobodys() throws RegistrySettingException {
        assertThat(target("registry: ghcr.io/a/b", "").credentials()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "registry: 'bot@ghcr.io/a/b'; has no password",
                "registry: 'bot:${NOBODY}@ghcr.io/a/b'; the variable `NOBODY` has no value for this registry",
                "registry: ':pw@ghcr.io/a/b'; there is a password, and no user",
                "{registry: 'ghcr.io/a/b', credentials: {tokenEnvVar: TOKEN}}; there is a password, and no user",
                "{registry: 'bot:pw@ghcr.io/a/b', credentials: {tokenEnvVar: NOBODY}}; names for its password",
                "registry: 'bot:${TOKEN}@evil.example/a/b'; the variable `TOKEN` has no value for this registry",
            })
    void credentials_halfConfigured_failBeforeAnythingIsSent(String registry, String message) {
        assertThatThrownBy(() -> target(registry, ""))
                .isInstanceOf(RegistrySettingException.class)
                .hasMessageContaining("incomplete")
                .hasMessageContaining(message)
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void address_needsAVariableWithoutValue() {
        assertThatThrownBy(() -> target("registry: 'ghcr.io/${WHERE}/b'", ""))
                .isInstanceOf(RegistrySettingException.class)
                .hasMessageContaining("`WHERE` has no value");
        assertThatThrownBy(() -> target("registry: ghcr.io/a/b", "tag: '${WHICH}'"))
                .isInstanceOf(RegistrySettingException.class)
                .hasMessageContaining("`WHICH` has no value");
    }

    @Test
    void address_neverHoldsASecret() {
        assertThatThrownBy(() -> target("registry: 'ghcr.io/${TOKEN}/b'", ""))
                .isInstanceOf(RegistrySettingException.class)
                .hasMessageContaining("`TOKEN` has no value");
    }

    private static RegistryTarget target(String localRegistry, String workload) throws RegistrySettingException {
        String registry = localRegistry.startsWith("{") ? localRegistry : "{" + localRegistry + "}";
        MemorySourceTree tree = MemorySourceTree.of(Map.of(
                "ksail.yaml",
                "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec:\n  cluster:\n    localRegistry: " + registry
                        + "\n  workload: {" + workload + "}\n",
                "k8s/kustomization.yaml",
                "resources: []\n"));
        Map<String, String> variables = Map.of("APP", "shop", "WHO", "bot");
        Environment environment = new EnvironmentDiscovery(variables)
                .discover(tree)
                .environments()
                .get(0);
        return RegistryTarget.of(environment, variables, SECRETS);
    }
}
