package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.registry.RegistryAccess;
import io.github.ksailbot.sandbox.registry.RegistryFault;
import io.github.ksailbot.sandbox.registry.RegistryFault.Answer;
import io.github.ksailbot.sandbox.registry.RegistryRequest;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
    private static final String USER = "bot";
    private static final String PASSWORD = "pass:w/o@rd";
    private static final Credentials CREDENTIALS = new Credentials(USER, Secret.of(PASSWORD));
    private static final RegistryAccess TOKENS = new RegistryAccess.Tokens(USER, PASSWORD, Duration.ofMinutes(5), true);
    private static final RegistryAccess BASIC = new RegistryAccess.Basic(USER, PASSWORD);
    private static final int CHUNK = 200_000;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final List<SandboxRegistry> started = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @AfterEach
    void close() {
        started.forEach(SandboxRegistry::close);
    }

    @Test
    void manifest_ofNobody_takesOneRequest() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);

        assertThat(client.manifest("dev")).isEmpty();
        assertThat(client.requests()).isEqualTo(1);
    }

    @Test
    void token_isAskedForOnce() throws IOException {
        SandboxRegistry registry = start(TOKENS);
        RegistryClient client = client(registry, CREDENTIALS);

        client.manifest("dev");
        client.manifest("dev");
        client.digest("dev");

        assertThat(registry.requests())
                .extracting(RegistryRequest::toString)
                .containsExactly(
                        "GET /v2/acme/app/manifests/dev",
                        "GET /token",
                        "GET /v2/acme/app/manifests/dev",
                        "GET /v2/acme/app/manifests/dev",
                        "HEAD /v2/acme/app/manifests/dev");
        assertThat(registry.requests().get(1).query())
                .isEqualTo("service=sandbox&scope=repository%3Aacme%2Fapp%3Apull%2Cpush&account=bot");
        assertThat(client.requests()).isEqualTo(5);
    }

    @Test
    void password_goesToTheTokenServiceOnly() throws IOException {
        SandboxRegistry registry = start(TOKENS);

        client(registry, CREDENTIALS).putBlob(blob(1_000), null);

        assertThat(registry.requests()).allSatisfy(request -> assertThat(String.valueOf(request.authorization()))
                .startsWith(
                        request.path().equals("/token")
                                ? "Basic "
                                : request.equals(registry.requests().get(0)) ? "null" : "Bearer "));
    }

    @Test
    void token_isRenewedBeforeItExpires() throws IOException {
        SandboxRegistry registry = start(TOKENS);
        RegistryClient client = client(registry, CREDENTIALS);
        client.manifest("dev");
        registry.forgetRequests();

        clock.advance(Duration.ofSeconds(295));
        client.manifest("dev");

        assertThat(registry.requests())
                .extracting(RegistryRequest::toString)
                .containsExactly("GET /token", "GET /v2/acme/app/manifests/dev");
    }

    @Test
    void token_expiresInTheMiddleOfAPush() throws IOException {
        SandboxRegistry registry = start(TOKENS);
        RegistryClient client = client(registry, CREDENTIALS);
        registry.faults().next(1, is("PATCH"), new RegistryFault.TokensExpire());
        registry.faults().next("PUT", "/blobs/", new RegistryFault.TokensExpire());
        Blob blob = blob(3 * CHUNK);

        client.putBlob(blob, null);

        assertThat(registry.blob("acme/app", blob.digest()))
                .hasValueSatisfying(stored -> assertThat(stored).hasSize(3 * CHUNK));
    }

    @Test
    void token_forReadingOnly_isAccessDenied() {
        SandboxRegistry registry = start(new RegistryAccess.Tokens(USER, PASSWORD, Duration.ofMinutes(5), false));

        assertThatThrownBy(() -> client(registry, CREDENTIALS).putBlob(blob(10), null))
                .satisfies(e -> assertFailure(e, Kind.ACCESS_DENIED, false))
                .hasMessageContaining("push to `127.0.0.1:");
    }

    @Test
    void credentials_wrong() {
        for (RegistryAccess access : List.of(TOKENS, BASIC)) {
            assertThatThrownBy(() -> client(start(access), new Credentials(USER, Secret.of("no-such-password")))
                            .manifest("dev"))
                    .satisfies(e -> assertFailure(e, Kind.AUTHENTICATION_REQUIRED, false))
                    .hasMessageNotContaining("no-such-password");
        }
    }

    @Test
    void credentials_none() {
        for (RegistryAccess access : List.of(TOKENS, BASIC)) {
            assertThatThrownBy(() -> client(start(access), null).manifest("dev"))
                    .satisfies(e -> assertFailure(e, Kind.AUTHENTICATION_REQUIRED, false));
        }
    }

    @Test
    void redirect_toAnotherHost_getsNoCredentials() throws IOException {
        SandboxRegistry other = start(new RegistryAccess.Open());
        for (RegistryAccess access : List.of(TOKENS, BASIC)) {
            SandboxRegistry registry = start(access);
            RegistryClient client = client(registry, CREDENTIALS);
            client.manifest("dev");
            registry.faults().next("GET", "/manifests/dev", redirect(other, "/v2/acme/app/manifests/dev"));

            assertThat(client.manifest("dev")).isEmpty();
        }

        assertThat(other.requests()).hasSize(2).allSatisfy(request -> assertThat(request.authorization())
                .isNull());
    }

    @Test
    void redirect_toAHostThatAsksForCredentials_getsNone() {
        SandboxRegistry thief = start(BASIC);
        SandboxRegistry registry = start(BASIC);
        registry.faults().next("GET", "/manifests/", redirect(thief, "/v2/acme/app/manifests/dev"));

        assertThatThrownBy(() -> client(registry, CREDENTIALS).manifest("dev")).isInstanceOf(RegistryException.class);
        assertThat(thief.requests()).hasSize(1).allSatisfy(request -> assertThat(request.authorization())
                .isNull());
    }

    @Test
    void upload_toAnotherHost_getsNoCredentials() throws IOException {
        SandboxRegistry other = start(new RegistryAccess.Open());
        SandboxRegistry registry = start(BASIC);
        RegistryClient client = client(registry, CREDENTIALS);
        client.manifest("dev");
        registry.faults()
                .next(
                        "POST",
                        "/blobs/uploads/",
                        new Answer(
                                202, Map.of("Location", "http://" + other.authority() + "/v2/a/blobs/uploads/x"), ""));

        assertThatThrownBy(() -> client.putBlob(blob(10), null)).isInstanceOf(RegistryException.class);
        assertThat(other.requests()).hasSize(1).allSatisfy(request -> assertThat(request.authorization())
                .isNull());
    }

    @Test
    void tokenService_onAnotherHostWithoutTls_getsNoCredentials() {
        SandboxRegistry thief = start(TOKENS);
        SandboxRegistry registry = start(BASIC);
        registry.faults()
                .next(
                        "GET",
                        "/manifests/",
                        new Answer(
                                401,
                                Map.of("WWW-Authenticate", "Bearer realm=\"http://" + thief.authority() + "/token\""),
                                ""));

        assertThatThrownBy(() -> client(registry, CREDENTIALS).manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false))
                .hasMessageContaining("no credentials were sent there");
        assertThat(thief.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "//x", "file:///etc/passwd", "http://user@h/", "ftp://h/", "https:///t", "::"})
    void tokenService_isNone(String realm) {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults()
                .next(
                        "GET",
                        "/manifests/",
                        new Answer(401, Map.of("WWW-Authenticate", "Bearer realm=\"" + realm + "\""), ""));

        assertThatThrownBy(() -> client(registry, CREDENTIALS).manifest("dev")).isInstanceOf(RegistryException.class);
        assertThat(registry.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"token\":\"\"}", "{\"token\":\"a b\"}", "{\"token\":{}}", "<html>"})
    void tokenService_answersWithoutAToken(String body) {
        SandboxRegistry registry = start(TOKENS);
        registry.faults().next("GET", "/token", new Answer(200, Map.of(), body));

        assertThatThrownBy(() -> client(registry, CREDENTIALS).manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false));
    }

    @Test
    void tokenService_callsItAccessToken() throws IOException {
        SandboxRegistry registry = start(TOKENS);
        registry.faults().next("GET", "/token", new Answer(200, Map.of(), "{\"access_token\":\"abc\"}"));
        registry.faults().next(2, request -> "Bearer abc".equals(request.authorization()), Answer.of(404, "X"));

        assertThat(client(registry, CREDENTIALS).manifest("dev")).isEmpty();
    }

    @Test
    void upload_breaks_isResumedWhereItBroke() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);
        registry.faults().next("PATCH", "/uploads/", new RegistryFault.CutInBody(70_000));
        Blob blob = blob(2 * CHUNK + 5);

        client.putBlob(blob, null);

        assertThat(registry.blob("acme/app", blob.digest())).isPresent();
        assertThat(client.bytesSent()).isEqualTo(blob.size() + CHUNK - 70_000);
        assertThat(registry.requests()).filteredOn(is("POST")).hasSize(1);
        assertThat(registry.requests()).filteredOn(is("GET")).hasSize(1);
    }

    @Test
    void upload_answerIsLost_isNotSentAgain() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);
        registry.faults().next("PATCH", "/uploads/", new RegistryFault.CutAfter());
        Blob blob = blob(3 * CHUNK);

        client.putBlob(blob, null);

        assertThat(client.bytesSent()).isEqualTo(blob.size());
    }

    @Test
    void upload_keepsBreaking_isResumedByTheNextAttempt() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);
        Blob blob = blob(3 * CHUNK);
        registry.faults().next("PATCH", "/uploads/", new RegistryFault.CutInBody(150_000));
        registry.faults().next("GET", "/uploads/", Answer.of(503, "UNAVAILABLE"));

        assertThatThrownBy(() -> client.putBlob(blob, null)).satisfies(e -> assertFailure(e, Kind.UNAVAILABLE, true));
        client.putBlob(blob, null);

        assertThat(registry.blob("acme/app", blob.digest())).isPresent();
        assertThat(client.bytesSent()).isEqualTo(blob.size() + CHUNK - 150_000);
        assertThat(registry.requests()).filteredOn(is("POST")).hasSize(1);
    }

    @Test
    void upload_isForgottenByTheRegistry_startsAgain() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);
        Blob blob = blob(3 * CHUNK);
        registry.faults().next("PATCH", "/uploads/", new RegistryFault.CutInBody(1_000));
        registry.faults().next("GET", "/uploads/", Answer.of(404, "BLOB_UPLOAD_UNKNOWN"));

        assertThatThrownBy(() -> client.putBlob(blob, null)).satisfies(e -> assertFailure(e, Kind.UNREACHABLE, true));
        registry.faults().next("GET", "/uploads/", Answer.of(404, "BLOB_UPLOAD_UNKNOWN"));
        client.putBlob(blob, null);

        assertThat(registry.blob("acme/app", blob.digest())).isPresent();
        assertThat(registry.requests()).filteredOn(is("POST")).hasSize(2);
    }

    @Test
    void piece_isAsLargeAsTheRegistryWants() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults()
                .next(
                        "POST",
                        "/uploads/",
                        new Answer(202, Map.of("Location", "/x", "OCI-Chunk-Min-Length", "" + 2 * CHUNK), ""));
        registry.faults().next(9, is("PATCH"), new Answer(202, Map.of(), ""));
        registry.faults().next(1, is("PUT"), new Answer(201, Map.of(), ""));

        client(registry, null).putBlob(blob(3 * CHUNK), null);

        assertThat(registry.requests()).filteredOn(is("PATCH")).hasSize(2);
    }

    @Test
    void mount_isNotAllowed_isSentInstead() throws IOException {
        SandboxRegistry registry = start(TOKENS);
        registry.faults().next(1, request -> request.query().startsWith("mount="), Answer.of(403, "DENIED"));

        assertThat(client(registry, CREDENTIALS).putBlob(blob(10), "acme/private"))
                .isTrue();
    }

    @Test
    void mount_asksForTheOtherRepositoryToo() throws IOException {
        SandboxRegistry registry = start(TOKENS);
        client(registry, CREDENTIALS).putBlob(blob(10), "acme/private");

        assertThat(registry.requests())
                .filteredOn(request -> request.path().equals("/token"))
                .last()
                .satisfies(
                        request -> assertThat(request.query())
                                .contains(
                                        "scope=repository%3Aacme%2Fapp%3Apull%2Cpush&scope=repository%3Aacme%2Fprivate%3Apull"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, AUTHENTICATION_REQUIRED, false",
        "403, DENIED, ACCESS_DENIED, false",
        "400, 'authentication required', AUTHENTICATION_REQUIRED, false",
        "404, 'requested access to the resource is denied', ACCESS_DENIED, false",
        "400, TOOMANYREQUESTS, RATE_LIMITED, true",
        "429, X, RATE_LIMITED, true",
        "500, UNKNOWN, UNAVAILABLE, true",
        "502, X, UNAVAILABLE, true",
        "503, unauthorized, UNAVAILABLE, true",
        "408, X, REFUSED, true",
        "413, X, REFUSED, false",
        "412, X, CONFLICT, true",
        "400, MANIFEST_INVALID, REFUSED, false",
        "302, X, WRONG_ANSWER, false",
    })
    void answer_thatIsNoSuccess(int status, String code, Kind kind, boolean passes) {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults().next("PUT", "/manifests/", Answer.of(status, code));

        assertThatThrownBy(() ->
                        client(registry, null).putManifest("dev", manifest().bytes(), null))
                .satisfies(e -> assertFailure(e, kind, passes))
                .hasMessageContaining("HTTP " + status);
    }

    @Test
    void answer_saysHowLongToWait() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults().next("GET", "/manifests/", new Answer(429, Map.of("Retry-After", "17"), ""));
        registry.faults()
                .next("GET", "/manifests/", new Answer(503, Map.of("Retry-After", "Fri, 2 Jan 2026 03:05:05 GMT"), ""));
        RegistryClient client = client(registry, null);

        assertThatThrownBy(() -> client.manifest("dev"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
        assertThatThrownBy(() -> client.manifest("dev"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    }

    @Test
    void answer_ofAProxy_isOneShortLineWithoutCredentials() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults()
                .next(
                        "GET",
                        "/manifests/",
                        new Answer(
                                400,
                                Map.of(),
                                "<html>\n\u001b[31mBad https://bot:hunter2@h/x?token=hunter2 Bearer hunter2hunter2\n"
                                        + "x".repeat(5_000)));

        assertThatThrownBy(() -> client(registry, null).manifest("dev"))
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("\u001b")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void answer_isTooLong() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults()
                .next("GET", "/manifests/", new Answer(200, Map.of(), " ".repeat(AnswerReader.MAX_ANSWER + 1)));

        assertThatThrownBy(() -> client(registry, null).manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false));
    }

    @Test
    void answer_isNoManifest() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults().next("GET", "/manifests/", new Answer(200, Map.of(), "<html>"));

        assertThatThrownBy(() -> client(registry, null).manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false));
    }

    @Test
    void answer_isTruncatedOrCut() throws IOException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);
        client.putBlob(Blob.of("{}".getBytes(StandardCharsets.UTF_8)), null);
        client.putManifest("dev", manifest().bytes(), null);
        for (RegistryFault fault :
                List.of(new RegistryFault.Truncated(), new RegistryFault.CutBefore(), new RegistryFault.CutAfter())) {
            // A broken connection of the pool is tried once more by Java's client itself.
            registry.faults().next(2, is("GET"), fault);

            assertThatThrownBy(() -> client.manifest("dev")).satisfies(e -> assertFailure(e, Kind.UNREACHABLE, true));
            registry.faults().clear();
        }
    }

    @Test
    void redirects_neverEnd() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults().next(100, is("GET"), redirect(registry, "/v2/acme/app/manifests/dev"));

        assertThatThrownBy(() -> client(registry, null).manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false))
                .hasMessageContaining("stopped after 5 redirects");
        assertThat(registry.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://example.com/x", "http://user:pw@127.0.0.1/x", "::", "http:///x"})
    void redirect_leadsNowhere(String location) {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults()
                .next(
                        "GET",
                        "/manifests/",
                        new Answer(307, location.isEmpty() ? Map.of() : Map.of("Location", location), ""));

        assertThatThrownBy(() -> client(registry, null).manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false));
    }

    @Test
    void registry_isNotThere() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryClient client = client(registry, null);
        registry.close();

        assertThatThrownBy(() -> client.manifest("dev")).satisfies(e -> assertFailure(e, Kind.UNREACHABLE, true));
    }

    @Test
    void registry_doesNotSpeakTls() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        RegistryTarget target =
                new RegistryTarget(new RegistryHost("127.0.0.1", registry.port()), "acme/app", "dev", null);
        RegistryOptions options = RegistryOptions.DEFAULT;
        URI https = URI.create("https://" + registry.authority() + "/v2/");

        assertThat(options.isPlainHttp(target.host())).isTrue();
        assertThatThrownBy(() -> new RegistryHttp(options)
                        .send(new Request.Builder().url(https.toString()).build(), false, () -> false))
                .satisfies(e -> assertFailure(e, Kind.UNREACHABLE, false))
                .hasMessageContaining("Allow plain HTTP");
    }

    @Test
    void plainHttp_onlyWhereItIsAllowed() {
        RegistryOptions options = RegistryOptions.DEFAULT.withPlainHttp(Set.of("registry.lan:5000"));

        assertThat(options.isPlainHttp(new RegistryHost("registry.lan", 5000))).isTrue();
        assertThat(options.isPlainHttp(new RegistryHost("registry.lan", 5001))).isFalse();
        assertThat(options.isPlainHttp(new RegistryHost("ghcr.io", 0))).isFalse();
        assertThat(options.isPlainHttp(new RegistryHost("localhost", 5050))).isTrue();
        assertThat(options.isPlainHttp(new RegistryHost("localhost", 443))).isFalse();
    }

    @Test
    void answer_doesNotCome_isGivenUp() throws RegistrySettingException {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        CountDownLatch latch = new CountDownLatch(1);
        registry.faults().next("GET", "/manifests/", new RegistryFault.Held(latch));
        RegistryClient client = new RegistryClient(
                new RegistryHttp(RegistryOptions.DEFAULT.withAnswerTimeout(Duration.ofMillis(300))),
                target(registry, null),
                clock,
                cancelled::get);

        assertThatThrownBy(() -> client.manifest("dev"))
                .satisfies(e -> assertFailure(e, Kind.UNREACHABLE, true))
                .hasMessageContaining("in time");
        latch.countDown();
    }

    @Test
    void cancellation_doesNotWaitForTheAnswer() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        CountDownLatch latch = new CountDownLatch(1);
        registry.faults().next("GET", "/manifests/", new RegistryFault.Held(latch));
        RegistryClient client = client(registry, null);
        cancelled.set(true);

        assertThatThrownBy(() -> client.manifest("dev")).isInstanceOf(CancellationException.class);
        latch.countDown();
    }

    @Test
    void storedManifest_isAnotherOne() {
        SandboxRegistry registry = start(new RegistryAccess.Open());
        registry.faults()
                .next(
                        "PUT",
                        "/manifests/",
                        new Answer(201, Map.of("Docker-Content-Digest", "sha256:" + "0".repeat(64)), ""));

        assertThatThrownBy(() ->
                        client(registry, null).putManifest("dev", manifest().bytes(), null))
                .satisfies(e -> assertFailure(e, Kind.WRONG_ANSWER, false));
    }

    private static void assertFailure(Throwable failure, Kind kind, boolean passes) {
        assertThat(failure).isInstanceOfSatisfying(RegistryException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.isTransient()).isEqualTo(passes);
        });
    }

    private static Predicate<RegistryRequest> is(String method) {
        return request -> request.method().equals(method);
    }

    private static RegistryFault redirect(SandboxRegistry to, String path) {
        return new Answer(307, Map.of("Location", "http://" + to.authority() + path), "");
    }

    private static Manifest manifest() {
        Blob config = Blob.of("{}".getBytes(StandardCharsets.UTF_8));
        return new Manifest(
                Descriptor.of("application/vnd.oci.image.config.v1+json", config), List.of(), new TreeMap<>());
    }

    private static Blob blob(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Blob.of(content);
    }

    private SandboxRegistry start(RegistryAccess access) {
        SandboxRegistry registry = SandboxRegistry.start(0, access, clock);
        started.add(registry);
        return registry;
    }

    private static RegistryTarget target(SandboxRegistry registry, @Nullable Credentials credentials) {
        return new RegistryTarget(new RegistryHost("127.0.0.1", registry.port()), "acme/app", "dev", credentials);
    }

    private RegistryClient client(SandboxRegistry registry, @Nullable Credentials credentials) {
        try {
            return new RegistryClient(
                    new RegistryHttp(RegistryOptions.DEFAULT.withSmallBlob(CHUNK)),
                    target(registry, credentials),
                    clock,
                    cancelled::get);
        } catch (RegistrySettingException e) {
            throw new IllegalStateException(e);
        }
    }
}
