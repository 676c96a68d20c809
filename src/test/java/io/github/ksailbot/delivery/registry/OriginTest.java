package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginTest {
    private static boolean areRelated(String one, String other) {
        Origin first = Origin.of(URI.create("https://" + one + "/v2/"));
        Origin second = Origin.of(URI.create("https://" + other + "/token"));
        assertThat(second.isRelatedTo(first)).as("the other way round").isEqualTo(first.isRelatedTo(second));
        return first.isRelatedTo(second);
    }

    @ParameterizedTest
    @CsvSource({
        "registry-1.docker.io, auth.docker.io",
        "registry.gitlab.com, gitlab.com",
        "registry.example.com, login.sso.EXAMPLE.com",
        "registry.acme.co.uk, auth.acme.co.uk",
        "registry.acme.com.au, acme.com.au",
        // somebody who hosts a site of a shared domain owns what is below it
        "registry.acme.github.io, auth.acme.github.io",
        // a rule of the list with a star, and the exception to it
        "a.acme.foo.ck, b.acme.foo.ck",
        "a.www.ck, www.ck",
        // no top-level domain that the list knows: one label of it is public
        "registry.acme.corp, auth.acme.corp",
        "registry.xn--bcher-kva.example, auth.xn--bcher-kva.example",
        "localhost, localhost",
        "registry, registry",
        "10.0.0.1, 10.0.0.1",
        "'[::1]', '[::1]'",
    })
    void sameDomain(String one, String other) {
        assertThat(areRelated(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.acme.com, registry.acme.com.evil.example",
        "registry.acme.com, registry.evil.com",
        "acme.co.uk, evil.co.uk",
        "acme.github.io, evil.github.io",
        "acme.github.io, github.io",
        "acme.azurewebsites.net, evil.azurewebsites.net",
        "acme.s3.amazonaws.com, evil.s3.amazonaws.com",
        "acme.foo.ck, evil.foo.ck",
        "co.uk, org.uk",
        "uk, co.uk",
        // two labels below a country that sells third levels as well
        "acme.uk, evil.uk",
        "registry, auth",
        "localhost, registry",
        "registry.acme, registry.evil",
        "10.0.0.1, 10.0.0.2",
        "1.0.0.10, 2.0.0.10",
        "10.0.0.1, registry.acme.com",
        "'[fd00::1]', '[fd00::2]'",
        "'[fd00::1]', registry.acme.com",
    })
    void hostsOfDifferentOwners(String one, String other) {
        assertThat(areRelated(one, other)).isFalse();
    }

    @Test
    void portsAndSchemes_areNoMatterOfOwnership() {
        Origin registry = Origin.of(URI.create("https://registry.acme.com:5000"));
        Origin service = Origin.of(URI.create("https://auth.acme.com"));

        assertThat(service.isRelatedTo(registry)).isTrue();
        assertThat(service).isNotEqualTo(registry).hasToString("auth.acme.com");
        assertThat(registry).hasToString("registry.acme.com:5000");
    }
}
