package io.github.ksailbot.github.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.DeliveryStore;
import io.github.ksailbot.store.DeliveryStore.Pending;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wakeup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door, from raw bytes on a socket to the database. */
@Timeout(60)
final class WebhookDoorTest {
    private static final String PUSH = Payloads.text("push");
    private static final int FAST_ENOUGH = 700;

    private static Vertx vertx;
    private static HttpServer server;
    private static Database database;
    private static DeliveryStore deliveries;
    private static final BlockingQueue<List<Wakeup>> WOKEN = new LinkedBlockingQueue<>();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    @BeforeAll
    static void open() throws Exception {
        database = TestDatabase.h2();
        SubjectStore subjects = new SubjectStore(database, Clock.systemUTC());
        deliveries = new DeliveryStore(database, subjects, Clock.systemUTC());
        DeliveryHandling handling =
                new DeliveryHandling(deliveries, new EventRouting(subjects, 1), WOKEN::add, Clock.systemUTC());
        vertx = Vertx.vertx();
        WebhookDoor door = new WebhookDoor(
                vertx,
                new BodyReader(vertx, WebhookDoor.MAX_BODY, 2 * WebhookDoor.MAX_BODY, Duration.ofMillis(FAST_ENOUGH)),
                new Intake(new Signature(Signed.SECRET), deliveries)::accept,
                handling::handle,
                METERS);
        Router router = Router.router(vertx);
        router.route("/webhook").order(Integer.MIN_VALUE).handler(door::handle);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void forget() {
        WOKEN.clear();
    }

    @Test
    void signedDelivery_isStoredThenAcknowledgedThenHandled() throws Exception {
        String id = UUID.randomUUID().toString();
        String answer = exchange(request("pull_request", id, Payloads.text("pull_request.synchronize")));
        assertThat(answer).startsWith("HTTP/1.1 202 Accepted\r\n").endsWith("\r\n\r\n");
        assertThat(WOKEN.poll(10, TimeUnit.SECONDS)).hasSize(1);
        assertThat(deliveries.payload(id)).hasValueSatisfying(payload -> assertThat(new String(payload, UTF_8))
                .isEqualTo(Payloads.text("pull_request.synchronize")));
    }

    @Test
    void sameDeliveryAgain_isAcknowledgedAndNotHandled() throws Exception {
        String id = UUID.randomUUID().toString();
        String payload = Payloads.text("pull_request.synchronize");
        exchange(request("pull_request", id, payload));
        assertThat(WOKEN.poll(10, TimeUnit.SECONDS)).isNotNull();
        double before = count("duplicate");
        assertThat(status(exchange(request("pull_request", id.toUpperCase(Locale.ROOT), payload))))
                .isEqualTo(202);
        assertThat(count("duplicate")).isEqualTo(before + 1);
        assertThat(WOKEN).isEmpty();
    }

    @Test
    void deliveryWhoseHandlingFailed_isHandledWhenItComesAgain() throws Exception {
        String id = UUID.randomUUID().toString();
        String payload = Payloads.text("pull_request.synchronize");
        exchange(request("pull_request", id, payload.replace("\"number\": 2", "\"number\": 0")));
        // Its failure is seen in the database only.
        while (!isPendingAfterFailure(id)) {
            Thread.onSpinWait();
        }
        deliveries.failed(id, "for a test");
        deliveries.failed(id, "for a test");
        double before = count("redelivered");
        assertThat(status(exchange(request("pull_request", id, payload)))).isEqualTo(202);
        assertThat(count("redelivered")).isEqualTo(before + 1);
    }

    @Test
    void unsignedOrWronglySigned_isRefusedAndToldNothing() throws Exception {
        String right = Signed.header(PUSH.getBytes(UTF_8));
        for (String headers : List.of(
                "",
                "X-Hub-Signature: sha1=" + "0".repeat(40) + "\r\n",
                "X-Hub-Signature: " + right + "\r\n",
                "X-Hub-Signature-256: " + right.replace("sha256=", "sha1=") + "\r\n",
                "X-Hub-Signature-256: " + right.toUpperCase(Locale.ROOT) + "\r\n",
                "X-Hub-Signature-256: " + right.substring(0, 70) + "\r\n",
                "X-Hub-Signature-256: " + right + "\r\nX-Hub-Signature-256: " + right + "\r\n",
                "X-Hub-Signature-256: sha256=" + "0".repeat(64) + "\r\n")) {
            String answer = exchange(head("push", UUID.randomUUID().toString(), PUSH.length(), headers) + PUSH);
            assertTellsNothingBut("401 Unauthorized", answer);
        }
    }

    @Test
    void emptyAndAlteredBodies_areRefused() throws Exception {
        String signature = "X-Hub-Signature-256: " + Signed.header(PUSH.getBytes(UTF_8)) + "\r\n";
        for (String body : List.of("", PUSH + "\n", PUSH.replace("\n", "\r\n"), PUSH.strip())) {
            String id = UUID.randomUUID().toString();
            assertThat(status(exchange(head("push", id, body.length(), signature) + body)))
                    .as(body)
                    .isEqualTo(body.equals(PUSH) ? 202 : 401);
        }
    }

    @Test
    void malformedBody_isRefusedOnlyAfterItsSignature() throws Exception {
        for (String body : List.of("{", "[]", "{\"a\":".repeat(100_000), "payload=%7B%7D")) {
            String id = UUID.randomUUID().toString();
            assertThat(status(exchange(head("push", id, body.length(), "") + body)))
                    .isEqualTo(401);
            assertTellsNothingBut("400 Bad Request", exchange(request("push", id, body)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "push,not-a-guid",
        "push,''",
        "push,../../../../etc/passwd-0000-0000",
        "'',0b989ba4-242f-11e5-81e1-c7b6966d2516",
        "PUSH,0b989ba4-242f-11e5-81e1-c7b6966d2516",
        "push push,0b989ba4-242f-11e5-81e1-c7b6966d2516"
    })
    void headersThatGitHubDoesNotSend_areRefused(String event, String id) throws Exception {
        assertThat(status(exchange(request(event, id, PUSH)))).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "made_up,{}",
        "ping,'{\"zen\":\"Design for failure.\"}'",
        "installation,'{\"action\":\"created\"}'",
        "pull_request,'{\"action\":\"labeled\"}'",
        "pull_request,'{\"action\":[\"opened\"]}'",
        "pull_request,'{\"action\":\"opened\"}'",
        "pull_request,'{\"action\":\"opened\",\"installation\":{\"id\":-1}}'",
        "merge_group,'{\"action\":\"destroyed\"}'"
    })
    void eventThatIsOfNoUse_isAcknowledgedAndNotStored(String event, String payload) throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(status(exchange(request(event, id, payload)))).isEqualTo(202);
        assertThat(deliveries.payload(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "issue_comment.created"})
    void eventForLater_isStored(String name) throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(status(exchange(request(name.replaceFirst("\\..*", ""), id, Payloads.text(name)))))
                .isEqualTo(202);
        assertThat(deliveries.payload(id)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void otherMethods_areRefused(String method) throws Exception {
        assertThat(exchange(method + " /webhook HTTP/1.1\r\nHost: bot\r\n\r\n"))
                .startsWith("HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/json", "application/json-patch+json", ""})
    void otherContentTypes_areRefused(String contentType) throws Exception {
        assertThat(status(exchange("POST /webhook HTTP/1.1\r\nHost: bot\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: 2\r\n\r\n{}")))
                .isEqualTo(415);
    }

    @Test
    void announcedSizeOverTheLimit_isRefusedBeforeTheBody() throws Exception {
        for (String length : List.of("26214401", "999999999999", "999999999999999999")) {
            assertThat(status(exchange("POST /webhook HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + length + "\r\n\r\n")))
                    .as(length)
                    .isEqualTo(413);
        }
    }

    @Test
    void chunkedBodyOverTheLimit_isCutThere() throws Exception {
        byte[] chunk = ("100000\r\n" + " ".repeat(0x100000) + "\r\n").getBytes(ISO_8859_1);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            write(
                    out,
                    "POST /webhook HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 25; i++) {
                out.write(chunk);
            }
            write(out, "1\r\n \r\n");
            assertThat(status(read(socket))).isEqualTo(413);
        }
    }

    @Test
    void bodyOfTheLargestSize_isTaken() throws Exception {
        String body = PUSH + " ".repeat((int) WebhookDoor.MAX_BODY - PUSH.length());
        assertThat(status(exchange(request("push", UUID.randomUUID().toString(), body))))
                .isEqualTo(202);
    }

    @Test
    void bodyThatDrips_isBrokenOff() throws Exception {
        try (Socket socket = connect()) {
            write(socket.getOutputStream(), head("push", UUID.randomUUID().toString(), 1000, "") + "{");
            assertThat(status(read(socket))).isEqualTo(408);
        }
    }

    @Test
    void bodiesThatTogetherAreTooMuch_areRefusedAndTheirMemoryIsGivenBack() throws Exception {
        String part = " ".repeat(20 * 1024 * 1024);
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            List<Socket> sockets = List.of(first, second, third);
            for (Socket socket : sockets) {
                write(socket.getOutputStream(), head("push", UUID.randomUUID().toString(), part.length() + 1, ""));
            }
            int overloaded = 0;
            for (Socket socket : sockets) {
                try {
                    write(socket.getOutputStream(), part);
                } catch (IOException e) {
                    assertThat(e).as("hung up while it was being sent").hasMessageMatching(".*(reset|Broken pipe).*");
                }
            }
            for (Socket socket : sockets) {
                String answer = readQuietly(socket);
                overloaded += answer.startsWith("HTTP/1.1 503 ") || answer.isEmpty() ? 1 : 0;
            }
            assertThat(overloaded).isPositive();
        }
        assertThat(status(exchange(request("push", UUID.randomUUID().toString(), PUSH))))
                .isEqualTo(202);
    }

    @Test
    void bodyInSeveralPieces_isPutTogether() throws Exception {
        String whole = request("push", UUID.randomUUID().toString(), PUSH);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            for (int from = 0; from < whole.length(); from += 500) {
                write(out, whole.substring(from, Math.min(whole.length(), from + 500)));
            }
            assertThat(status(read(socket))).isEqualTo(202);
        }
    }

    @Test
    void connection_isUsedAgainAfterAnAnswer() throws Exception {
        String one = request("push", UUID.randomUUID().toString(), PUSH).replace("Connection: close\r\n", "");
        String two = request("push", UUID.randomUUID().toString(), PUSH);
        assertThat(exchange(one + two).split("HTTP/1.1 202", -1)).hasSize(3);
    }

    private static boolean isPendingAfterFailure(String id) {
        return deliveries.pending(Clock.systemUTC().instant(), 1000).stream()
                        .map(Pending::id)
                        .anyMatch(id::equals)
                && attempts(id) == 1;
    }

    private static int attempts(String id) {
        try (var connection = database.source().getConnection();
                var select = connection.prepareStatement("select attempts from delivery where id = ?")) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double count(String result) {
        return METERS.find("ksail.bot.deliveries").tag("result", result).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static String request(String event, String id, String body) {
        String signature = "X-Hub-Signature-256: " + Signed.header(body.getBytes(UTF_8)) + "\r\n";
        return head(event, id, body.getBytes(UTF_8).length, signature) + body;
    }

    private static String head(String event, String id, int length, String more) {
        return "POST /webhook HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "X-GitHub-Event: " + event + "\r\nX-GitHub-Delivery: " + id + "\r\n" + more + "Content-Length: "
                + length + "\r\n\r\n";
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket.getOutputStream(), request);
            return read(socket);
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    private static String readQuietly(Socket socket) {
        try {
            return read(socket);
        } catch (IOException e) {
            return "";
        }
    }

    private static void assertTellsNothingBut(String status, String answer) {
        assertThat(answer.toLowerCase(Locale.ROOT).split("\r\n", -1))
                .startsWith("http/1.1 " + status.toLowerCase(Locale.ROOT))
                .containsOnly(
                        "http/1.1 " + status.toLowerCase(Locale.ROOT), "connection: close", "content-length: 0", "");
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer, 9, 12, 10);
    }
}
