package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachableHostsTest {
    private static final Map<String, String> NAMES = Map.of(
            "ghcr.example", "140.82.112.33",
            "registry.corp.example", "10.1.2.3",
            "metadata.example", "169.254.169.254");

    private static InetAddress[] lookup(String host) throws UnknownHostException {
        if (host.equals("rebound.example")) {
            return new InetAddress[] {InetAddress.getByName("140.82.112.33"), InetAddress.getByName("127.0.0.1")};
        }
        if (host.endsWith(".example") && !NAMES.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName(NAMES.getOrDefault(host, host));
    }

    private static ReachableHosts listed(String... hosts) {
        return ReachableHosts.of(Set.of(hosts), true, ReachableHostsTest::lookup);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "registry.localhost",
                "127.0.0.1",
                "127.1.2.3",
                "2130706433",
                "[::1]",
                "[::]",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.100.100.200",
                "169.254.169.254",
                "168.63.129.16",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[fc00::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b::10.0.0.1]",
                "[2002:a00:1::1]",
                "[::10.0.0.1]",
                "registry.corp.example",
                "metadata.example",
                "rebound.example"
            })
    void hostsOutsideOfThePublicNetwork_areRefusedUnlessListed(String host) {
        assertThat(listed().refusal(host, 5000)).get().asString().contains(host + ":5000", "operator allows");
        assertThat(listed(host).refusal(host, 5000)).isEmpty();
        assertThat(listed(host + ":5000").refusal(host, 5000)).isEmpty();
        assertThat(listed(host + ":5001").refusal(host, 5000)).isPresent();
        assertThat(ReachableHosts.ANY.refusal(host, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghcr.example",
                "140.82.112.33",
                "172.32.0.1",
                "100.128.0.1",
                "[2606:50c0:8000::153]",
                "[64:ff9b::8c52:7021]",
                "unknown.example"
            })
    void publicHosts_areReachable_unlessOnlyListedOnesAre(String host) {
        assertThat(listed().refusal(host, 0)).isEmpty();
        assertThat(ReachableHosts.of(Set.of("other.example"), false, ReachableHostsTest::lookup)
                        .refusal(host, 0))
                .get()
                .asString()
                .isEqualTo("`" + host + "` is not among the hosts that the bot's operator allows"
                        + " (`ksail-bot.registries.hosts`)");
    }

    @Test
    void domain_isListedWithWhatIsBelowIt() {
        assertThat(listed("*.Corp.example").refusal("registry.corp.example", 443))
                .isEmpty();
        assertThat(listed("*.registry.corp.example").refusal("registry.corp.example", 443))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'[::1]:5000', ::1, 5000",
        "'[::1]', ::1, 5000",
        "'[fd00:0:0::1]', fd00::1, 443",
        "127.0.0.1:5000, 127.0.0.1, 5000",
        "10.0.0.1, 10.0.0.1, 443",
    })
    void addressThatIsListed_mayBeConnectedTo(String entry, String address, int port) throws UnknownHostException {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(address), port);

        assertThat(listed(entry).refusal(to)).isEmpty();
        assertThat(listed("other.example").refusal(to)).isPresent();
    }

    @Test
    void connection_isJudgedByTheNameAndTheAddressThatWasFound() throws UnknownHostException {
        InetSocketAddress inside = found("registry.corp.example", 5000);

        assertThat(listed().refusal(inside)).get().asString().contains("`registry.corp.example:5000`", "private");
        assertThat(listed("registry.corp.example").refusal(inside)).isEmpty();
        assertThat(listed("*.corp.example").refusal(inside)).isEmpty();
        assertThat(listed("registry.corp.example:5001").refusal(inside)).isPresent();
        assertThat(listed("10.1.2.3").refusal(inside)).as("another name for it").isPresent();
        assertThat(listed().refusal(found("ghcr.example", 443))).isEmpty();
        assertThat(ReachableHosts.of(Set.of(), false, ReachableHostsTest::lookup)
                        .refusal(found("ghcr.example", 443)))
                .get()
                .asString()
                .contains("`ghcr.example:443` is not among the hosts");
        assertThat(ReachableHosts.ANY.refusal(inside)).isEmpty();
    }

    private static InetSocketAddress found(String name, int port) throws UnknownHostException {
        return new InetSocketAddress(listed().addresses(name).get(0), port);
    }
}
