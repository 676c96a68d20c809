package io.github.ksailbot.outside.fetch.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Refusal;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutsideClientTest {
    private static final int LIMIT = 100_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void file_ofAnAllowedHost_isFetched() throws FetchException {
        server.serve("/a.yaml", bytes("kind: A"));

        assertThat(client(Loopback.REACH)
                        .get(server.url("/a.yaml"), Map.of(), LIMIT)
                        .body())
                .isEqualTo(bytes("kind: A"));
    }

    @Test
    void loopback_isRefusedWithoutAConnection() {
        server.serve("/a.yaml", bytes("secret"));

        Refusal<?> refusal = refusal(
                client(new Reach(Reach.INTERNET.resolver(), Reach.INTERNET.addresses(), true)), server.url("/a.yaml"));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal.why()).contains("`localhost`", "private network or on this machine");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "[::1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[fd00::1]",
                "0.0.0.0",
                "0",
                "2130706433",
                "127.1"
            })
    void addressInThePlaceOfAName_isRefusedEvenIfItIsListed(String address) {
        OutsideClient client = new OutsideClient(
                AllowedHosts.of(List.of(address, "[::ffff:a9fe:a9fe]", "[64:ff9b:0:0:0:0:a9fe:a9fe]")),
                Reach.INTERNET,
                Loopback.limits());

        assertThat(refusal(client, "https://" + address + "/").reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.8", "169.254.169.254", "127.0.0.1", "::1", "fd00::1", "64:ff9b::a00:1"})
    void nameThatLeadsToAPrivateNetwork_isRefused(String address) {
        OutsideClient client = new OutsideClient(
                AllowedHosts.of(List.of("charts.example")),
                new Reach(
                        host -> List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName(address)),
                        Reach.INTERNET.addresses(),
                        false),
                Loopback.limits());

        Refusal<?> refusal = refusal(client, "https://charts.example/index.yaml");

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal.why()).contains("`charts.example`");
    }

    @Test
    void nameThatChangesBetweenRequests_isConnectedToAtCheckedAddressesOnly() throws IOException {
        try (LoopbackServer inside = LoopbackServer.startAt("127.0.0.2", server.port())) {
            server.serve("/a", bytes("outside"));
            inside.serve("/a", bytes("secret"));
            Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2"));
            Reach reach = new Reach(host -> List.of(InetAddress.getByName(answers.remove())), Loopback::isHere, true);
            OutsideClient client = client(reach);

            assertThat(client.get(server.url("/a"), Map.of(), LIMIT).body()).isEqualTo(bytes("outside"));
            assertThat(answers).as("one look-up for one connection").hasSize(1);
            assertThat(refusal(client, server.url("/a")).reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void resolverThatChecksNothing_isNotTheOnlyGate() throws IOException {
        try (LoopbackServer inside = LoopbackServer.startAt("127.0.0.2", 0)) {
            int[] asked = new int[1];
            Reach reach =
                    new Reach(host -> List.of(InetAddress.getByName("127.0.0.2")), address -> asked[0]++ == 0, true);
            OutsideClient client =
                    new OutsideClient(AllowedHosts.of(List.of(inside.authority())), reach, Loopback.limits());

            assertThat(refusal(client, inside.url("/a")).reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void redirect_withinTheRules_isFollowed() throws FetchException {
        server.redirect("/a", "/b").redirect("/b", server.url("/c")).serve("/c", bytes("here"));

        assertThat(client(Loopback.REACH).get(server.url("/a"), Map.of(), LIMIT).body())
                .isEqualTo(bytes("here"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://169.254.169.254/",
                "http://internal.example/",
                "file:///etc/passwd",
                "ftp://localhost/a",
                "gopher://localhost/",
                "//internal.example/"
            })
    void redirect_outOfTheRules_isRefused(String location) {
        server.redirect("/a", location);

        assertThat(refusal(client(Loopback.REACH), server.url("/a")).reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void redirects_withoutEnd_areGivenUp() {
        server.redirect("/a", "/a");

        assertThat(refusal(client(Loopback.REACH), server.url("/a")).why()).contains("redirects more than 3 times");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void redirect_toAnotherHost_doesNotCarryTheAuthorization() throws IOException {
        try (LoopbackServer other = LoopbackServer.start()) {
            StringBuilder seen = new StringBuilder();
            other.on("/b", exchange -> {
                seen.append(exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.sendResponseHeaders(200, -1);
            });
            server.redirect("/a", other.url("/b"));
            OutsideClient client = new OutsideClient(
                    AllowedHosts.of(List.of(server.authority(), other.authority())), Loopback.REACH, Loopback.limits());

            client.get(server.url("/a"), Map.of("Authorization", "Bearer token"), LIMIT);

            assertThat(seen).hasToString("null");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "git://github.com/a/b",
                "ssh://git@github.com/a/b",
                "git@github.com:a/b",
                "ftp://github.com/a",
                "http://github.com/a",
                "https://user:password@github.com/a",
                "https://github.com:8443/a",
                "https://gitlab.com/a",
                "https://github.com.evil.example/a",
                "jar:https://github.com/a!/b",
                ""
            })
    void address_ofAnotherKindOrHost_isRefused(String address) {
        OutsideClient client =
                new OutsideClient(AllowedHosts.of(List.of("github.com")), Reach.INTERNET, Loopback.limits());

        Refusal<?> refusal = refusal(client, address);

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(refusal.why()).doesNotContain("password@");
    }

    @Test
    void answer_overTheLimit_isRefused() {
        server.serve("/a", new byte[LIMIT + 1]).serve("/b", new byte[LIMIT]);

        assertThat(refusal(client(Loopback.REACH), server.url("/a")).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(catchThrowableOfType(
                        FetchException.class, () -> client(Loopback.REACH).get(server.url("/b"), Map.of(), LIMIT)))
                .isNull();
    }

    @Test
    void answer_withoutEnd_isRefusedAtTheLimit() {
        server.on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8192];
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(chunk);
                }
            }
        });

        assertThat(refusal(client(Loopback.REACH), server.url("/a")).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void packedAnswer_isNeitherAskedForNorUnpacked() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write(new byte[50 << 20]);
        }
        StringBuilder asked = new StringBuilder();
        server.on("/a", exchange -> {
            asked.append(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
        });

        byte[] body =
                client(Loopback.REACH).get(server.url("/a"), Map.of(), LIMIT).body();

        assertThat(asked).hasToString("identity");
        assertThat(body).hasSameSizeAs(bomb.toByteArray());
    }

    @Test
    void answer_thatBreaksOff_isNotTakenForTheWhole() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nkind: A\n"));

            assertThat(refusal(clientOf(socket, Duration.ofSeconds(30)), url(socket))
                            .reason())
                    .isEqualTo(Reason.UNAVAILABLE);
        }
    }

    @Test
    void answer_thatBreaksOff_countsAsFarAsItCame() throws IOException {
        FetchLimits limits = Loopback.limits().withVerdict(new FetchBudget(Duration.ofMinutes(1), 999, 10));
        FetchSpending spending = new FetchSpending(limits.verdict());
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OutsideClient client = new OutsideClient(
                    AllowedHosts.of(List.of("localhost:" + socket.getLocalPort())), Loopback.REACH, limits, spending);
            threads.execute(() -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "a".repeat(1000)));

            FetchException refused = spending.within(() -> catchThrowableOfType(
                    FetchException.class, () -> spending.counted(() -> client.get(url(socket), Map.of(), 10_000))));

            assertThat(refused.refusal().why()).contains("for all that one verdict fetches are spent");
        }
    }

    @Test
    void serverThatDoesNotAnswer_isGivenUp() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Refusal<?> refusal = refusal(clientOf(socket, Duration.ofMillis(200)), url(socket));

            assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(refusal.why()).contains("did not answer in time");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere a server that accepts nobody refuses
    void hostThatCannotBeConnectedTo_isNotWaitedForAgainAtOnce() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                SocketChannel one = SocketChannel.open(full.getLocalSocketAddress());
                SocketChannel two = SocketChannel.open(full.getLocalSocketAddress())) {
            assertThat(List.of(one, two)).allMatch(SocketChannel::isConnected);
            String authority = "localhost:" + full.getLocalPort();
            long[] now = new long[1];
            FetchLimits limits = new FetchLimits(
                    1,
                    1,
                    1,
                    1,
                    1,
                    Duration.ofSeconds(30),
                    Duration.ofMillis(200),
                    3,
                    1,
                    Duration.ofMinutes(1),
                    FetchBudget.DEFAULT);
            OutsideClient client = new OutsideClient(
                    AllowedHosts.of(List.of(authority)),
                    Loopback.REACH,
                    limits,
                    new FetchSpending(FetchBudget.DEFAULT),
                    () -> now[0]);

            assertThat(refusal(client, "http://" + authority + "/a").why()).doesNotContain("a moment ago");
            Refusal<?> again = refusal(client, "http://" + authority + "/b");
            assertThat(again.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(again.why()).contains("a moment ago");
            now[0] = Duration.ofMinutes(1).toNanos();
            assertThat(refusal(client, "http://" + authority + "/c").why()).doesNotContain("a moment ago");
        }
    }

    @Test
    void serverThatAnswersByteByByte_isGivenUp() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> drip(socket));

            assertThat(refusal(clientOf(socket, Duration.ofMillis(300)), url(socket))
                            .reason())
                    .isEqualTo(Reason.UNAVAILABLE);
        }
    }

    private static void answer(ServerSocket socket, String text) {
        try (Socket connection = socket.accept()) {
            connection.getInputStream().read();
            connection.getOutputStream().write(bytes(text));
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void drip(ServerSocket socket) {
        try (Socket connection = socket.accept()) {
            OutputStream out = connection.getOutputStream();
            out.write(bytes("HTTP/1.1 200 OK\r\nX-Long: "));
            while (!Thread.interrupted()) {
                out.write('a');
                out.flush();
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // The client has hung up.
        }
    }

    private static String url(ServerSocket socket) {
        return "http://localhost:" + socket.getLocalPort() + "/a";
    }

    private static OutsideClient clientOf(ServerSocket socket, Duration time) {
        return new OutsideClient(
                AllowedHosts.of(List.of("localhost:" + socket.getLocalPort())), Loopback.REACH, Loopback.limits(time));
    }

    private OutsideClient client(Reach reach) {
        return new OutsideClient(AllowedHosts.of(List.of(server.authority())), reach, Loopback.limits());
    }

    private static Refusal<?> refusal(OutsideClient client, String url) {
        return catchThrowableOfType(FetchException.class, () -> client.get(url, Map.of(), LIMIT))
                .refusal();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
