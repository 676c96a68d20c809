package io.github.ksailbot.outside.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.outside.fetch.net.Access;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.OutsideAddresses;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import io.github.ksailbot.outside.fetch.net.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts that an operator lists for private networks. Of this machine's addresses one stands for the internet, another one for a
 * private network, all others for what nothing is fetched from.
 */
@Timeout(60)
class PrivateHostsTest {
    private static final int LIMIT = 1000;
    private static final String PUBLIC = "127.0.0.1";
    private static final String PRIVATE = "127.0.0.2";
    private static final String NEVER = "127.0.0.3";

    private final Map<String, List<String>> names = new HashMap<>();
    private final List<String> lookedUp = new ArrayList<>();

    private LoopbackServer outside;
    private LoopbackServer inside;

    @BeforeEach
    void start() throws IOException {
        outside = LoopbackServer.startAt(PUBLIC, 0);
        inside = LoopbackServer.startAt(PRIVATE, outside.port());
        inside.serve("/a", "inside".getBytes(StandardCharsets.UTF_8));
        outside.serve("/a", "outside".getBytes(StandardCharsets.UTF_8));
        names.put("charts.example", List.of(PUBLIC));
        names.put("git.corp", List.of(PRIVATE));
        names.put("other.corp", List.of(PRIVATE));
    }

    @AfterEach
    void stop() {
        outside.close();
        inside.close();
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        lookedUp.add(host);
        List<InetAddress> found = new ArrayList<>();
        for (String address : names.getOrDefault(host, List.of())) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }

    private Reach reach() {
        return new Reach(
                this::resolve,
                address -> address.getHostAddress().equals(PUBLIC),
                address -> address.getHostAddress().equals(PRIVATE),
                true,
                Access.NONE);
    }

    private OutsideClient client(List<String> hosts, List<String> privateHosts) {
        return client(reach(), hosts, privateHosts);
    }

    private OutsideClient client(Reach reach, List<String> hosts, List<String> privateHosts) {
        return new OutsideClient(AllowedHosts.of(withPort(hosts), withPort(privateHosts)), reach, Loopback.limits());
    }

    private List<String> withPort(List<String> hosts) {
        return hosts.stream()
                .map(host -> host.startsWith("*") || host.matches(".*:[0-9]+") ? host : host + ":" + outside.port())
                .toList();
    }

    private String url(String host) {
        return "http://" + host + ":" + outside.port() + "/a";
    }

    private static String get(OutsideClient client, String url) throws FetchException {
        return new String(client.get(url, Map.of(), LIMIT).body(), StandardCharsets.UTF_8);
    }

    private static FetchException refusal(OutsideClient client, String url) {
        FetchException refused = catchThrowableOfType(FetchException.class, () -> get(client, url));
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(Reason.NOT_ALLOWED);
        return refused;
    }

    @Test
    void hostThatIsListedForIt_isFetchedFromInAPrivateNetwork_andNoOtherHostIs() throws FetchException {
        OutsideClient client = client(List.of("charts.example", "other.corp"), List.of("git.corp"));

        assertThat(get(client, url("git.corp"))).isEqualTo("inside");
        assertThat(get(client, url("charts.example"))).isEqualTo("outside");
        assertThat(refusal(client, url("other.corp"))).hasMessageContaining("ksail-bot.fetch.private-hosts");
        assertThat(inside.requests()).hasSize(1);
    }

    @Test
    void hostThatMayBePrivate_mayBePublicAsWell() throws FetchException {
        names.put("git.corp", List.of(PUBLIC));

        assertThat(get(client(List.of(), List.of("git.corp")), url("git.corp"))).isEqualTo("outside");
    }

    @Test
    void hostThatMayBePrivate_isNotFetchedFromOnThisMachine() throws IOException {
        try (LoopbackServer here = LoopbackServer.startAt(NEVER, outside.port())) {
            names.put("git.corp", List.of(NEVER));
            refusal(client(List.of(), List.of("git.corp")), url("git.corp"));
            names.put("git.corp", List.of(PRIVATE, NEVER));
            refusal(client(List.of(), List.of("git.corp")), url("git.corp"));

            assertThat(here.requests()).isEmpty();
            assertThat(inside.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "::1",
                "fe80::1",
                "fd00:ec2::254",
                "fd00:c1::a9fe:a9fe",
                "fd00:42::42",
                "fd00:a9fe:a9fe::1",
                "fd00:100::100:200",
                "::ffff:127.0.0.1",
                "::a00:1",
                "64:ff9b::a00:1"
            })
    void withTheRulesOfTheInternet_noListedHostLeadsToThisMachineOrACloudsOwn(String address) {
        names.put("git.corp", List.of(address));
        Reach reach = new Reach(this::resolve, Reach.INTERNET.addresses(), true);

        refusal(client(reach, List.of(), List.of("git.corp", "*.corp")), url("git.corp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "[::1]", "[fe80::1]", "[fd00:ec2::254]"})
    void addressOfThisMachine_isRefusedEvenIfItIsListedAsPrivate(String address) {
        Reach reach = new Reach(this::resolve, Reach.INTERNET.addresses(), true);

        refusal(client(reach, List.of(), List.of(address)), url(address));
    }

    @Test
    void privateAddressInThePlaceOfAName_isFetchedFromIfItIsListedItself() throws FetchException {
        assertThat(get(client(List.of(), List.of(PRIVATE)), url(PRIVATE))).isEqualTo("inside");
        refusal(client(List.of(PRIVATE), List.of("git.corp")), url(PRIVATE));
    }

    @Test
    void privateAddressOfIpv6_isListedAsUrlsHaveIt() throws UnknownHostException {
        OutsideAddresses addresses = new OutsideAddresses(
                AllowedHosts.of(List.of(), List.of("[fd12::1]")),
                new Reach(this::resolve, Reach.INTERNET.addresses(), false));
        InetSocketAddress listed = new InetSocketAddress(InetAddress.getByName("fd12::1"), 443);
        InetSocketAddress other = new InetSocketAddress(InetAddress.getByName("fd12::2"), 443);

        assertThat(catchThrowableOfType(FetchException.class, () -> addresses.check(listed)))
                .isNull();
        assertThat(catchThrowableOfType(FetchException.class, () -> addresses.check(other)))
                .isNotNull();
    }

    @Test
    void namesBelowADomain_mayBeListedTogether() throws FetchException {
        Reach reach = reach();
        OutsideAddresses addresses =
                new OutsideAddresses(AllowedHosts.of(List.of("other.corp"), List.of("*.eu.corp")), reach);
        names.put("git.eu.corp", List.of(PRIVATE));

        assertThat(catchThrowableOfType(UnknownHostException.class, () -> addresses.lookUp("git.eu.corp")))
                .isNull();
        assertThat(catchThrowableOfType(UnknownHostException.class, () -> addresses.lookUp("other.corp")))
                .isNotNull();
        assertThat(catchThrowableOfType(FetchException.class, () -> addresses.check(at("git.eu.corp", PRIVATE, 443))))
                .isNull();
        assertThat(catchThrowableOfType(FetchException.class, () -> addresses.check(at("other.corp", PRIVATE, 443))))
                .isNotNull();
    }

    @Test
    void hostThatIsPrivateAtOnePort_isNotAtAnother() {
        OutsideClient client = client(List.of("git.corp"), List.of("git.corp:1"));

        refusal(client, url("git.corp"));
        assertThat(inside.requests()).isEmpty();
    }

    private static InetSocketAddress at(String name, String address, int port) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(
                            name, InetAddress.getByName(address).getAddress()),
                    port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void redirect_isCheckedLikeTheFirstAddress() throws FetchException {
        OutsideClient client = client(List.of("charts.example", "other.corp"), List.of("git.corp"));
        outside.redirect("/to-listed", url("git.corp"));
        outside.redirect("/to-other", url("other.corp"));
        inside.redirect("/to-other", url("other.corp"));
        inside.redirect("/to-address", url(PRIVATE));
        inside.redirect("/to-this-machine", url(NEVER));
        inside.redirect("/to-metadata", "http://169.254.169.254/latest/meta-data");
        String git = "http://git.corp:" + outside.port();
        String charts = "http://charts.example:" + outside.port();

        assertThat(get(client, charts + "/to-listed")).isEqualTo("inside");
        refusal(client, charts + "/to-other");
        refusal(client, git + "/to-other");
        refusal(client, git + "/to-address");
        refusal(client, git + "/to-this-machine");
        refusal(client, git + "/to-metadata");
        assertThat(inside.requests()).containsOnlyOnce("/a");
    }

    @Test
    void nameThatChangesToAPrivateAddress_isRefused() throws FetchException {
        OutsideClient client = client(List.of("charts.example"), List.of("git.corp"));
        get(client, url("charts.example"));
        names.put("charts.example", List.of(PRIVATE));

        refusal(client, url("charts.example"));
        assertThat(lookedUp).containsExactly("charts.example", "charts.example");
        assertThat(inside.requests()).isEmpty();
    }

    @Test
    void behindAProxy_namesThatLeadInside_haveToBeListedAsWell() throws FetchException {
        ProxySelector proxies = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), outside.port())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                throw new IllegalStateException(failure);
            }
        };
        Reach reach = reach().with(new Access(List.of(), null, proxies));
        OutsideClient client = client(reach, List.of("other.corp"), List.of("git.corp"));

        assertThat(get(client, url("git.corp"))).as("the proxy answers").isEqualTo("outside");
        refusal(client, url("other.corp"));
        assertThat(outside.requests()).hasSize(1);
    }
}
