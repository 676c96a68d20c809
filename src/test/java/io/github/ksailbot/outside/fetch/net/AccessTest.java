package io.github.ksailbot.outside.fetch.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.delivery.registry.SelfSigned;
import io.github.ksailbot.delivery.registry.TrustedAuthorities;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartAddress.Oci.ReferenceKind;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackGit;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import io.github.ksailbot.outside.fetch.Outside;
import io.github.ksailbot.outside.fetch.git.GitRepositories;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AccessTest {
    private static final String BASIC = Credentials.basic("bot", "secret");
    private static final int LIMIT = 10_000;

    @TempDir
    private Path cache;

    @TempDir
    private Path keys;

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Access access() {
        return new Access(List.of(new Access.Credential(server.authority(), "bot", "secret")), null, null);
    }

    /** Answers whoever has the authorization; others are told what is wanted. */
    private void guard(String path, String authorization, String challenge, byte[] content) {
        server.on(path, exchange -> {
            boolean may = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            exchange.sendResponseHeaders(may ? 200 : 401, may ? content.length : -1);
            exchange.getResponseBody().write(may ? content : new byte[0]);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "charts.example, https://charts.example/a, true",
        "Charts.Example, https://charts.example/a, true",
        "charts.example:443, https://charts.example/a, true",
        "charts.example, https://charts.example:8443/a, false",
        "charts.example:8443, https://charts.example:8443/a, true",
        "charts.example, https://charts.example.evil.example/a, false",
        "charts.example, https://evil.charts.example/a, false",
    })
    void credential_isForItsHostOnly(String authority, String url, boolean isFor) {
        Access.Credential credential = new Access.Credential(authority, "bot", "secret");
        HttpUrl address = HttpUrl.parse(url);
        assertThat(address).isNotNull();
        assertThat(credential.isFor(address)).isEqualTo(isFor);
        assertThat(credential.toString()).doesNotContain("secret");
    }

    @Test
    void file_isFetchedWithTheCredentialsOfItsHost_whichNoOtherHostGets() throws IOException {
        try (LoopbackServer other = LoopbackServer.start()) {
            StringBuilder seen = new StringBuilder();
            other.on("/b", exchange -> {
                seen.append(exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.sendResponseHeaders(200, -1);
            });
            guard("/a", BASIC, "Basic realm=\"a\"", bytes("private"));
            server.redirect("/moved", other.url("/b"));
            OutsideClient client = new OutsideClient(
                    AllowedHosts.of(List.of(server.authority(), other.authority())),
                    Loopback.REACH.with(access()),
                    Loopback.limits());

            assertThat(client.get(server.url("/a"), Map.of(), LIMIT).body()).isEqualTo(bytes("private"));
            client.get(server.url("/moved"), Map.of(), LIMIT);
            assertThat(seen).hasToString("null");
            assertThat(client.anonymous(server.url("/a"), Map.of(), LIMIT).status())
                    .isEqualTo(401);
        }
    }

    private Fetched<ChartArchives.Archive> chart(Access access) {
        return Outside.of(
                        AllowedHosts.of(List.of(server.authority())),
                        Loopback.REACH.with(access),
                        cache,
                        Loopback.limits(),
                        Clock.systemUTC())
                .charts()
                .get(new ChartAddress.Oci(server.authority() + "/org/web", "1.0.0", ReferenceKind.TAG));
    }

    private void pushed(String authorization, String challenge) {
        String digest = "sha256:" + CacheFolder.hash(bytes("chart"));
        guard(
                "/v2/org/web/manifests/1.0.0",
                authorization,
                challenge,
                bytes("{\"layers\": [{\"digest\": \"" + digest + "\"}]}"));
        guard("/v2/org/web/blobs/" + digest, authorization, challenge, bytes("chart"));
    }

    @Test
    void privateRegistry_withATokenService_givesItsTokenToWhomItKnows() {
        pushed("Bearer abc", "Bearer realm=\"" + server.url("/token") + "\",service=\"s\"");
        guard("/token", BASIC, "Basic", bytes("{\"token\": \"abc\"}"));

        assertThat(chart(access())).isInstanceOf(Fetched.Content.class);
        assertThat(chart(Access.NONE)).isInstanceOf(Fetched.Refusal.class);
    }

    /** The names of this test are all of this machine: which host is asked is told by its port and its domain. */
    private Fetched<ChartArchives.Archive> chartAt(
            String host, List<String> hosts, List<String> inside, Access access) {
        return Outside.of(
                        AllowedHosts.of(hosts, inside),
                        Loopback.REACH.with(access),
                        cache,
                        Loopback.limits(),
                        Clock.systemUTC())
                .charts()
                .get(new ChartAddress.Oci(host + "/org/web", "1.0.0", ReferenceKind.TAG));
    }

    private Access accessTo(String authority) {
        return new Access(List.of(new Access.Credential(authority, "bot", "secret")), null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, auth.example.com, true",
        "registry.example.com, harbor.example.org, false",
        "registry.example.co.uk, harbor.other.co.uk, false",
        "registry.corp, harbor.corp, false",
    })
    void tokenOfWhomATokenServiceKnows_isForRegistriesOfItsDomain(String registry, String service, boolean isGiven) {
        String port = ":" + server.port();
        pushed("Bearer abc", "Bearer realm=\"http://" + service + port + "/token\",service=\"s\"");
        List<String> asked = new ArrayList<>();
        server.on("/token", exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] token = bytes("{\"token\": \"abc\"}");
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
        });
        List<String> hosts = List.of(registry + port, service + port);

        assertThat(chartAt(registry + port, hosts, List.of(), accessTo(service + port)))
                .isInstanceOf(Fetched.Content.class);
        assertThat(asked).isNotEmpty().containsOnly(isGiven ? BASIC : "null");
    }

    @Test
    void tokenServiceThatLeadsToAnotherHost_doesNotGetItsTokens() {
        String registry = "registry.example.com:" + server.port();
        String harbor = "harbor.example.org:" + server.port();
        List<String> shown = new ArrayList<>();
        pushed("Bearer abc", "Bearer realm=\"http://" + registry + "/token\"");
        server.on("/v2/org/web/manifests/1.0.0", exchange -> {
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"http://" + registry + "/token\"");
            exchange.sendResponseHeaders(401, -1);
        });
        server.redirect("/token", "http://" + harbor + "/service/token");
        guard("/service/token", BASIC, "Basic", bytes("{\"token\": \"abc\"}"));

        assertThat(chartAt(registry, List.of(registry, harbor), List.of(), accessTo(harbor)))
                .isInstanceOfSatisfying(Fetched.Refusal.class, refusal -> assertThat(refusal.why())
                        .contains("`harbor.example.org`, whose credentials are not"));
        assertThat(shown).containsExactly("null");
    }

    @Test
    void tokenServiceInAPrivateNetwork_isForRegistriesThere() {
        String registry = "registry.example.com:" + server.port();
        String harbor = "harbor.corp:" + server.port();
        pushed("Bearer abc", "Bearer realm=\"http://" + harbor + "/token\"");
        server.serve("/token", bytes("{\"token\": \"abc\"}"));

        assertThat(chartAt(registry, List.of(registry), List.of(harbor), Access.NONE))
                .isInstanceOfSatisfying(Fetched.Refusal.class, refusal -> assertThat(refusal.why())
                        .contains("`harbor.corp`"));
        assertThat(server.requests()).doesNotContain("/token");
        assertThat(chartAt(registry, List.of(), List.of(registry, harbor), Access.NONE))
                .isInstanceOf(Fetched.Content.class);
    }

    @Test
    void digestThatIsKnown_isNotFetchedFromHostsThatAreNotListed() {
        pushed("null", "");
        byte[] manifest = bytes("{\"layers\": [{\"digest\": \"sha256:" + CacheFolder.hash(bytes("chart")) + "\"}]}");
        String digest = "sha256:" + CacheFolder.hash(manifest);
        server.serve("/v2/org/web/manifests/" + digest, manifest);
        server.serve("/v2/org/web/blobs/sha256:" + CacheFolder.hash(bytes("chart")), bytes("chart"));
        ChartArchives charts = Outside.of(
                        AllowedHosts.of(List.of(server.authority())),
                        Loopback.REACH,
                        cache,
                        Loopback.limits(),
                        Clock.systemUTC())
                .charts();

        assertThat(charts.get(new ChartAddress.Oci(server.authority() + "/org/web", digest, ReferenceKind.DIGEST)))
                .isInstanceOf(Fetched.Content.class);
        assertThat(charts.get(new ChartAddress.Oci("evil.example/org/web", digest, ReferenceKind.DIGEST)))
                .isInstanceOfSatisfying(Fetched.Refusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.NOT_ALLOWED));
    }

    @Test
    void privateRegistry_withoutATokenService_isAskedWithThePassword() {
        pushed(BASIC, "Basic realm=\"registry\"");

        assertThat(chart(access())).isInstanceOf(Fetched.Content.class);
    }

    @Test
    void authorityOfTheOperators_isTrusted_andNoOther() throws Exception {
        try (SelfSigned guarded = SelfSigned.start(keys)) {
            AllowedHosts hosts = AllowedHosts.of(List.of("localhost:" + guarded.port()));
            String url = "https://localhost:" + guarded.port() + "/a";
            Access trusting = new Access(List.of(), TrustedAuthorities.with(guarded.certificate()), null);

            OutsideClient client = new OutsideClient(hosts, Loopback.REACH.with(trusting), Loopback.limits());
            assertThat(client.get(url, Map.of(), LIMIT).status()).isEqualTo(204);
            OutsideClient other = new OutsideClient(hosts, Loopback.REACH, Loopback.limits());
            FetchException refused = catchThrowableOfType(FetchException.class, () -> other.get(url, Map.of(), LIMIT));
            assertThat(refused.refusal().why()).contains("could not be trusted");
        }
    }

    @Test
    void privateGitRepository_isFetchedWithTheCredentialsOfItsHost() throws Exception {
        LoopbackGit git = LoopbackGit.serve(server, keys, "/org/repo.git");
        git.commit(Map.of("a.yaml", "private"));
        server.on("/org/repo.git/info/refs", exchange -> {
            if (BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                git.advertise(exchange);
            } else {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            }
        });

        assertThat(tree(access(), git).read(new SourcePath("a.yaml"))).isEqualTo(bytes("private"));
        assertThat(catchThrowableOfType(FetchException.class, () -> tree(Access.NONE, git))
                        .refusal()
                        .reason())
                .isEqualTo(Reason.ABSENT);
    }

    private SourceTree tree(Access access, LoopbackGit git) throws FetchException {
        OutsideClient client = new OutsideClient(
                AllowedHosts.of(List.of(server.authority())), Loopback.REACH.with(access), Loopback.limits());
        CacheFolder folder = new CacheFolder(cache, Loopback.limits().cache(), Clock.systemUTC());
        return new GitRepositories(client, folder, Loopback.limits(), Clock.systemUTC())
                .tree(git.url(), "", true, Duration.ofSeconds(30));
    }

    private ProxySelector proxy() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(
                        Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    private OutsideClient behindProxy(Reach.Resolver resolver, String host) {
        return new OutsideClient(
                AllowedHosts.of(List.of(host)),
                new Reach(resolver, Reach.INTERNET.addresses(), true).with(new Access(List.of(), null, proxy())),
                Loopback.limits());
    }

    @Test
    void proxy_isUsed_forNamesThatItAloneKnowsAsWell() throws IOException {
        server.serve("/index.yaml", bytes("entries"));
        Reach.Resolver nobody = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(behindProxy(nobody, "charts.example")
                        .get("http://charts.example/index.yaml", Map.of(), LIMIT)
                        .body())
                .isEqualTo(bytes("entries"));
    }

    @Test
    void nameThatLeadsInside_isNotAskedOfTheProxyEither() {
        OutsideClient client = behindProxy(host -> List.of(InetAddress.getByName("10.0.0.8")), "charts.example");

        FetchException refused = catchThrowableOfType(
                FetchException.class, () -> client.get("http://charts.example/index.yaml", Map.of(), LIMIT));
        assertThat(refused.refusal().reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0177.0.0.1", "0x7f000001", "2130706433", "127.1", "017700000001", "169.254.169.254", "[::1]"})
    void numberThatAProxyCouldReadAsAnotherAddress_isRefused(String host) {
        OutsideClient client = behindProxy(Reach.INTERNET.resolver(), host);

        FetchException refused =
                catchThrowableOfType(FetchException.class, () -> client.get("http://" + host + "/a", Map.of(), LIMIT));
        assertThat(refused.refusal().reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(server.requests()).isEmpty();
    }
}
