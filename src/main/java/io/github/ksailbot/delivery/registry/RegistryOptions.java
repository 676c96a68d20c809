package io.github.ksailbot.delivery.registry;

import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How registries are spoken to.
 *
 * @param plainHttp {@code host[:port]} of registries that are spoken to without TLS, beside those of this machine
 * @param proxy for everything but this machine; null for the one that the Java process was started with
 * @param certificates PEM file with authorities to trust beside those that Java trusts; null for none
 * @param connectTimeout until a connection is there
 * @param answerTimeout of one request, from its first byte to the answer's last
 * @param hosts which registries, and where they may send their clients
 * @param smallBlob bytes of a blob that is sent in one request; a larger one is sent in pieces of this size, each of which
 *     can be sent again
 */
public record RegistryOptions(
        Set<String> plainHttp,
        @Nullable ProxySelector proxy,
        @Nullable Path certificates,
        Duration connectTimeout,
        Duration answerTimeout,
        ReachableHosts hosts,
        int smallBlob) {
    public static final RegistryOptions DEFAULT = new RegistryOptions(
            Set.of(), null, null, Duration.ofSeconds(10), Duration.ofMinutes(2), ReachableHosts.ANY, 8 << 20);

    public RegistryOptions {
        plainHttp = Set.copyOf(plainHttp);
    }

    public RegistryOptions withPlainHttp(Set<String> authorities) {
        return new RegistryOptions(authorities, proxy, certificates, connectTimeout, answerTimeout, hosts, smallBlob);
    }

    public RegistryOptions withProxy(ProxySelector selector) {
        return new RegistryOptions(plainHttp, selector, certificates, connectTimeout, answerTimeout, hosts, smallBlob);
    }

    public RegistryOptions withCertificates(Path pem) {
        return new RegistryOptions(plainHttp, proxy, pem, connectTimeout, answerTimeout, hosts, smallBlob);
    }

    public RegistryOptions withAnswerTimeout(Duration timeout) {
        return new RegistryOptions(plainHttp, proxy, certificates, connectTimeout, timeout, hosts, smallBlob);
    }

    public RegistryOptions withSmallBlob(int bytes) {
        return new RegistryOptions(plainHttp, proxy, certificates, connectTimeout, answerTimeout, hosts, bytes);
    }

    public RegistryOptions withHosts(ReachableHosts reachable) {
        return new RegistryOptions(plainHttp, proxy, certificates, connectTimeout, answerTimeout, reachable, smallBlob);
    }

    boolean isPlainHttp(RegistryHost host) {
        return plainHttp.contains(host.authority()) || (host.isLoopback() && host.port() != 443);
    }
}
