package io.github.ksailbot.outside.fetch.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private final AllowedHosts hosts =
            AllowedHosts.of(List.of("GitHub.com", "registry.example:5000", "*.charts.example", "[2001:db8::1]:8443"));

    @ParameterizedTest
    @CsvSource({
        "github.com, 443, true",
        "GITHUB.COM, 443, true",
        "github.com, 8443, false",
        "api.github.com, 443, false",
        "github.com.evil.example, 443, false",
        "registry.example, 5000, true",
        "registry.example, 443, false",
        "a.charts.example, 443, true",
        "a.b.charts.example, 443, true",
        "charts.example, 443, false",
        "evilcharts.example, 443, false",
        "a.charts.example, 444, false",
        "[2001:db8::1], 8443, true",
    })
    void host_isAllowedByItsEntryOnly(String host, int port, boolean isAllowed) {
        assertThat(hosts.refusal(host, port, port == 443).isEmpty()).isEqualTo(isAllowed);
    }

    @Test
    void noHosts_allowNothing() {
        assertThat(AllowedHosts.of(List.of()).refusal("github.com", 443, true))
                .hasValue("`github.com` is not among the hosts that this program may fetch from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com",
                "a/b",
                "*",
                "*.",
                "a b",
                "",
                "user@host",
                "host:0",
                "host:port",
                "*.example.org:5000"
            })
    void entryThatIsNoHost_isNamed(String entry) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + entry + "`");
    }
}
