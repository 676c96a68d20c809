package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import io.github.ksailbot.sandbox.registry.RegistryFault;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHttpTest {
    @TempDir
    Path directory;

    @Test
    void certificate_ofAnAuthorityOfOnesOwn() throws Exception {
        try (SelfSigned server = SelfSigned.start(directory)) {
            Request request = new Request.Builder()
                    .url("https://127.0.0.1:" + server.port() + "/v2/")
                    .build();

            assertThatThrownBy(() -> new RegistryHttp(RegistryOptions.DEFAULT).send(request, false, () -> false))
                    .isInstanceOfSatisfying(RegistryException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
                        assertThat(e.isTransient()).isFalse();
                    })
                    .hasMessageContaining("cannot be trusted")
                    .hasMessageContaining("add that authority");
            HttpAnswer answer = new RegistryHttp(RegistryOptions.DEFAULT.withCertificates(server.certificate()))
                    .send(request, false, () -> false);
            assertThat(answer.status()).isEqualTo(204);
        }
    }

    @Test
    void certificates_cannotBeRead() throws IOException {
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        for (Path file : Set.of(nonsense, empty, directory.resolve("gone.pem"))) {
            assertThatThrownBy(() -> new RegistryHttp(RegistryOptions.DEFAULT.withCertificates(file)))
                    .isInstanceOf(RegistrySettingException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void proxy_isUsedForOthersOnly() throws Exception {
        try (SandboxRegistry proxy = SandboxRegistry.start();
                SandboxRegistry here = SandboxRegistry.start()) {
            RegistryOptions options = RegistryOptions.DEFAULT
                    .withPlainHttp(Set.of("registry.invalid:5000"))
                    .withProxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));

            assertThat(client(options, "registry.invalid", 5000).manifest("dev"))
                    .isEmpty();
            assertThat(client(options, "127.0.0.1", here.port()).manifest("dev"))
                    .isEmpty();

            assertThat(proxy.requests()).hasSize(1);
            assertThat(here.requests()).hasSize(1);
        }
    }

    @Test
    void name_isUnknown() {
        RegistryOptions options = RegistryOptions.DEFAULT.withPlainHttp(Set.of("registry.invalid:5000"));

        assertThatThrownBy(() -> client(options, "registry.invalid", 5000).manifest("dev"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .hasMessageContaining("`registry.invalid:5000`");
    }

    @Test
    void registryThatIsNotReachable_isNotAsked() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start()) {
            RegistryOptions options = RegistryOptions.DEFAULT.withHosts(ReachableHosts.of(Set.of(), true));

            assertThatThrownBy(
                            () -> client(options, "127.0.0.1", registry.port()).manifest("dev"))
                    .isInstanceOfSatisfying(RegistryException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                        assertThat(e.isTransient()).isFalse();
                    })
                    .hasMessageContaining("ksail-bot.registries.hosts");
            assertThat(registry.requests()).isEmpty();
        }
    }

    @Test
    void nameThatMeansAnotherAddressOnceItIsChecked_leadsNowhere() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start()) {
            AtomicInteger asked = new AtomicInteger();
            ReachableHosts hosts = ReachableHosts.of(Set.of(), true, name -> new InetAddress[] {
                InetAddress.getByName(asked.getAndIncrement() == 0 ? "140.82.112.33" : "127.0.0.1")
            });
            RegistryOptions options = RegistryOptions.DEFAULT
                    .withHosts(hosts)
                    .withPlainHttp(Set.of("rebound.example:" + registry.port()));

            assertThatThrownBy(() ->
                            client(options, "rebound.example", registry.port()).manifest("dev"))
                    .isInstanceOfSatisfying(RegistryException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                        assertThat(e.isTransient()).isFalse();
                    })
                    .hasMessageContaining("`rebound.example:" + registry.port() + "` is in a private network");
            assertThat(asked).as("it was public when it was checked").hasValue(2);
            assertThat(registry.requests()).isEmpty();
        }
    }

    @Test
    void listedName_isReachableWhereverItIs_atItsPortOnly() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start();
                SandboxRegistry other = SandboxRegistry.start()) {
            String name = "registry.corp.example";
            ReachableHosts hosts = ReachableHosts.of(Set.of(name + ":" + registry.port()), true, asked -> {
                assertThat(asked).isEqualTo(name);
                return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
            });
            RegistryOptions options = RegistryOptions.DEFAULT
                    .withHosts(hosts)
                    .withPlainHttp(Set.of(name + ":" + registry.port(), name + ":" + other.port()));

            assertThat(client(options, name, registry.port()).manifest("dev")).isEmpty();
            assertThat(registry.requests()).hasSize(1);
            assertThatThrownBy(() -> client(options, name, other.port()).manifest("dev"))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
            assertThat(other.requests()).isEmpty();
        }
    }

    /** For a person's own program, which may speak to any registry: one of the internet has no business on this machine. */
    @Test
    void redirectToANameThatMeansThisMachineOnceItIsChecked_leadsNowhere() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start();
                SandboxRegistry inside = SandboxRegistry.start()) {
            String outside = "140.82.112.33";
            Map<String, Deque<String>> answers = Map.of(
                    // where the sandbox is, and then where such a registry would be
                    "registry.example", new ArrayDeque<>(List.of("127.0.0.1", outside)),
                    "rebound.example", new ArrayDeque<>(List.of(outside, "127.0.0.1")));
            RegistryOptions options = RegistryOptions.DEFAULT
                    .withHosts(ReachableHosts.any(name -> new InetAddress[] {
                        InetAddress.getByName(
                                Objects.requireNonNull(answers.get(name)).remove())
                    }))
                    .withPlainHttp(Set.of("registry.example:" + registry.port()));
            registry.faults()
                    .next(
                            "GET",
                            "/manifests/",
                            new RegistryFault.Answer(
                                    307, Map.of("Location", "http://rebound.example:" + inside.port() + "/x"), ""));

            assertThatThrownBy(() ->
                            client(options, "registry.example", registry.port()).manifest("dev"))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                    .hasMessage("The registry sends its clients on to `rebound.example`, where this program does not"
                            + " go.");
            assertThat(answers.values()).as("lookups that were not made").allMatch(Deque::isEmpty);
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void redirectsAndTokenServices_leadToReachableHostsOnly() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start();
                SandboxRegistry inside = SandboxRegistry.start()) {
            RegistryOptions options =
                    RegistryOptions.DEFAULT.withHosts(ReachableHosts.of(Set.of(registry.authority()), true));
            List<Map<String, String>> ways = List.of(
                    Map.of("Location", "http://" + inside.authority() + "/v2/acme/app/manifests/dev"),
                    Map.of("WWW-Authenticate", "Bearer realm=\"https://" + inside.authority() + "/token\""));
            for (Map<String, String> way : ways) {
                int status = way.containsKey("Location") ? 307 : 401;
                registry.faults().next("GET", "/manifests/", new RegistryFault.Answer(status, way, ""));

                assertThatThrownBy(() ->
                                client(options, "127.0.0.1", registry.port()).manifest("dev"))
                        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.kind())
                                .isEqualTo(Kind.REFUSED))
                        .hasMessageContaining(inside.authority());
            }
            assertThat(inside.requests()).isEmpty();
        }
    }

    private static RegistryClient client(RegistryOptions options, String host, int port)
            throws RegistrySettingException {
        return new RegistryClient(
                new RegistryHttp(options),
                new RegistryTarget(new RegistryHost(host, port), "acme/app", "dev", null),
                Clock.systemUTC(),
                () -> false);
    }
}
