package io.github.ksailbot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyVariablesTest {
    private static String way(Map<String, String> environment, String uri) {
        Proxy proxy =
                ProxyVariables.of(environment, null).select(URI.create(uri)).get(0);
        return proxy.type() == Proxy.Type.DIRECT
                ? "direct"
                : ((InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((InetSocketAddress) proxy.address()).getPort();
    }

    @Test
    void variables_areReadInCapitalsOrNot() {
        assertThat(way(Map.of("HTTPS_PROXY", "http://proxy.example:3128"), "https://ghcr.io/v2/"))
                .isEqualTo("proxy.example:3128");
        assertThat(way(Map.of("https_proxy", "proxy.example:3128", "HTTPS_PROXY", "http://other"), "https://ghcr.io"))
                .isEqualTo("proxy.example:3128");
        assertThat(way(Map.of("HTTP_PROXY", "http://proxy.example"), "http://registry.example"))
                .isEqualTo("proxy.example:80");
        assertThat(way(Map.of("HTTP_PROXY", "http://proxy.example"), "https://registry.example"))
                .isEqualTo("direct");
        assertThat(way(Map.of(), "https://ghcr.io")).isEqualTo("direct");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ghcr.io,                  ghcr.io,                true",
        "https://eu.ghcr.io,               ghcr.io,                true",
        "https://notghcr.io,               ghcr.io,                false",
        "https://ghcr.io,                  .ghcr.io,               false",
        "https://eu.ghcr.io,               *.ghcr.io,              true",
        "https://GHCR.io,                  ' a.example , GHCR.IO', true",
        "https://ghcr.io,                  ghcr.io:443,            true",
        "https://ghcr.io:5000,             ghcr.io:443,            false",
        "https://anything.example,         *,                      true",
        "https://10.1.2.3,                 10.0.0.0/8,             true",
        "https://11.1.2.3,                 10.0.0.0/8,             false",
        "https://10.1.2.3:6443,            10.1.2.3,               true",
        "https://10.1.2.3,                 10.1.2.3:6443,          false",
        "https://[fd00::7],                fd00::/8,               true",
        "https://[fd00::7]:5000,           [fd00::7]:5000,         true",
        "https://[fd00::7],                10.0.0.0/8,             false",
        "https://ten.example,              10.0.0.0/8,             false",
        "https://10.1.2.3,                 10.0.0.0/99,            false",
        "https://localhost:5000,           '',                     true",
        "https://127.0.0.1:5000,           '',                     true",
        "https://[::1]:5000,               '',                     true",
        "https://registry.localhost:5000,  '',                     true",
    })
    void noProxy_isALists(String uri, String list, boolean direct) {
        assertThat(way(Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", list), uri))
                .isEqualTo(direct ? "direct" : "proxy.example:3128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:s3cret@proxy.example:3128", "user:s3cret@proxy.example", "https://s3cret.example:3128",
                "socks5://s3cret.example", "http://", "http://s3cret proxy"
            })
    void proxyThatCannotBeUsed_isRefusedWithoutShowingIt(String value) {
        assertThatThrownBy(() -> ProxyVariables.of(Map.of("HTTPS_PROXY", value), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HTTPS_PROXY ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void javasOwnSettings_countWhereNoVariableDoes() {
        ProxySelector own = ProxySelector.of(new InetSocketAddress("127.0.0.1", 9));
        List<Proxy> selected = ProxyVariables.of(Map.of("HTTP_PROXY", "http://proxy.example"), own)
                .select(URI.create("https://ghcr.io"));

        assertThat(selected).isEqualTo(own.select(URI.create("https://ghcr.io")));
    }
}
