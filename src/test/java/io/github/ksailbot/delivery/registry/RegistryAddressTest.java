package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "'', localhost, 5050, '', ''",
        "'  ', localhost, 5050, '', ''",
        "localhost, localhost, 5050, '', ''",
        "127.0.0.1, 127.0.0.1, 5050, '', ''",
        "localhost:9090, localhost, 9090, '', ''",
        "registry.example.com, registry.example.com, 0, '', ''",
        "ghcr.io/org/repo:mytag, ghcr.io, 0, org/repo, mytag",
        "registry.io:5000/lib/app:v1, registry.io, 5000, lib/app, v1",
        "GHCR.io/org/my_repo.v2, ghcr.io, 0, org/my_repo.v2, ''",
        "[::1]:5000/r:t, [::1], 5000, r, t",
        "[::1]/r, [::1], 0, r, ''",
    })
    void address_isRead(String text, String host, int port, String path, String tag) throws RegistrySettingException {
        RegistryAddress address = RegistryAddress.parse(text);

        assertThat(address).isEqualTo(new RegistryAddress(new RegistryHost(host, port), path, tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci://ghcr.io/x",
                "host:notaport",
                "host:0",
                "host:99999",
                "ho st/x",
                "ghcr.io/Org/Repo",
                "ghcr.io/org//repo",
                "ghcr.io/org/repo:",
                "ghcr.io/org/repo:-x",
                "ghcr.io/../admin",
                "ghcr.io/org/repo?x=y",
                "ghcr.io/org/repo@sha256:aaaa",
                "evil.example#ghcr.io/x",
                "a\\b/x",
            })
    void address_cannotBePushedTo(String text) {
        assertThatThrownBy(() -> RegistryAddress.parse(text)).isInstanceOf(RegistrySettingException.class);
    }

    @Test
    void address_withCredentials_doesNotShowThem() {
        assertThatThrownBy(() -> RegistryAddress.parse("bot:hunter2@ghcr.io/x"))
                .isInstanceOf(RegistrySettingException.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> RegistryAddress.parse("https://bot:hunter2@ghcr.io/x"))
                .isInstanceOf(RegistrySettingException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "oci://localhost:5050/k8s:dev, localhost:5050, k8s, '', dev",
        "oci://localhost:5050/my-app/base:v1.0.0, localhost:5050, my-app, base, v1.0.0",
        "oci://localhost:5050/my-app/base/eu:v1, localhost:5050, my-app, base/eu, v1",
        "oci://registry.example.com/repo:latest, registry.example.com, repo, '', latest",
        "oci://localhost:5000/workloads, localhost:5000, workloads, '', ''",
        "oci://[::1]:5000/r:t, [::1]:5000, r, '', t",
        "oci://[::1]/r:t, [::1], r, '', t",
    })
    void reference_isRead(String text, String authority, String repository, String variant, String tag)
            throws RegistrySettingException {
        OciReference reference = OciReference.parse(text);

        assertThat(reference.host().authority()).isEqualTo(authority);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.variant()).isEqualTo(variant);
        assertThat(reference.tag()).isEqualTo(tag);
        assertThat(reference.path()).isEqualTo(variant.isEmpty() ? repository : repository + "/" + variant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker://localhost:5000/x:t",
                "localhost:5000/x:t",
                "oci://",
                "oci://localhost:5000",
                "oci://localhost:5000/",
                "oci:///x:t",
                "oci://localhost:invalid/x:t",
                "oci://localhost:99999/x:t",
            })
    void reference_isNone(String text) {
        assertThatThrownBy(() -> OciReference.parse(text)).isInstanceOf(RegistrySettingException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "registry.localhost, true",
        "127.0.0.1, true",
        "127.8.9.10, true",
        "[::1], true",
        "localhost.example.com, false",
        "127.0.0.1.example.com, false",
        "10.0.0.1, false",
    })
    void host_isThisMachine(String name, boolean isLoopback) {
        assertThat(new RegistryHost(name, 0).isLoopback()).isEqualTo(isLoopback);
    }
}
