package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import io.github.ksailbot.outside.address.CheckedSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests: without following redirects, without credentials of its own, and within limits of time and size.
 * One is enough for all registries; it keeps connections open for a while.
 *
 * <p>A connection goes to an address that was checked itself. Through a proxy the name is all that can be checked: the proxy looks
 * it up, and has rules of its own.
 */
public final class RegistryHttp {
    /** How often somebody who waits for an answer looks up to see whether to go on. */
    private static final Duration SLICE = Duration.ofMillis(200);

    private static final int CONNECTIONS = 8;
    private static final int MAX_CALLS = 256;

    private final RegistryOptions options;
    private final OkHttpClient direct;
    private final OkHttpClient outwards;
    private final @Nullable ProxySelector proxies;

    /**
     * @throws RegistrySettingException when the certificates of the options cannot be read
     */
    public RegistryHttp(RegistryOptions options) throws RegistrySettingException {
        this.options = options;
        this.proxies = options.proxy() == null ? ProxySelector.getDefault() : options.proxy();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher())
                .connectionPool(new ConnectionPool(CONNECTIONS, 30, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(options.connectTimeout())
                .readTimeout(options.answerTimeout())
                .writeTimeout(options.answerTimeout())
                .callTimeout(options.answerTimeout())
                .proxy(Proxy.NO_PROXY)
                .dns(options.hosts()::addresses)
                .socketFactory(new CheckedSockets(this::check));
        if (options.certificates() != null) {
            trust(builder, TrustedAuthorities.with(options.certificates()));
        }
        this.direct = builder.build();
        this.outwards = direct.newBuilder()
                .socketFactory(new CheckedSockets(this::checkOutwards))
                .build();
    }

    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "registry");
            thread.setDaemon(true);
            return thread;
        }));
        dispatcher.setMaxRequests(MAX_CALLS);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS);
        return dispatcher;
    }

    private static void trust(OkHttpClient.Builder builder, X509TrustManager authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {authorities}, null);
            builder.sslSocketFactory(context.getSocketFactory(), authorities);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    RegistryOptions options() {
        return options;
    }

    /** A host that is not reachable by the options. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private void check(InetSocketAddress to) throws RefusedException {
        Optional<String> refusal = options.hosts().refusal(to);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get() + ".");
        }
    }

    private void checkOutwards(InetSocketAddress to) throws RefusedException {
        if (isInternal(to.getAddress())) {
            throw new RefusedException("The registry sends its clients on to `" + ServerText.of(to.getHostString())
                    + "`, where this program does not go.");
        }
        check(to);
    }

    /** Loopback and link-local addresses, where metadata services of clouds are. */
    static boolean isInternal(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress();
    }

    /**
     * @param isOutwards whether it may not lead to this machine and what is next to it, whatever the options let it
     * @param cancelled asked while it waits
     * @throws RegistryException {@code UNREACHABLE}, {@code WRONG_ANSWER} or, for a host that is not reachable by the options,
     *     {@code REFUSED}
     * @throws CancellationException when it was cancelled, or the thread interrupted
     */
    HttpAnswer send(Request request, boolean isOutwards, BooleanSupplier cancelled) throws RegistryException {
        HttpUrl url = request.url();
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) {
            throw new RegistryException(Kind.REFUSED, refusal.get() + ".");
        }
        Call call = client(url, isOutwards ? outwards : direct).newCall(complete(request));
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        call.enqueue(new AnswerReader(answer));
        try {
            while (true) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled");
                }
                try {
                    return answer.get(SLICE.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Look up, and wait on: the call has a time limit of its own.
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof RefusedException) {
                throw new RegistryException(Kind.REFUSED, String.valueOf(cause.getMessage()), false, null, cause);
            }
            throw HttpFailures.of(where(url), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException interrupted = new CancellationException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            // Closes the connection of a request that nobody waits for any more.
            call.cancel();
        }
    }

    /** Nothing is packed on the way: what is counted is what comes. */
    private static Request complete(Request request) {
        return request.newBuilder()
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "ksail-bot")
                .build();
    }

    private Optional<String> refusal(HttpUrl url) {
        Optional<String> refusal = options.hosts().refusal(host(url), isUsualPort(url) ? 0 : url.port());
        return refusal.isPresent()
                        && options.hosts().refusal(host(url), url.port()).isEmpty()
                ? Optional.empty()
                : refusal;
    }

    private static String host(HttpUrl url) {
        return url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    }

    private static boolean isUsualPort(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme());
    }

    private static String where(HttpUrl url) {
        return "The registry at `" + host(url) + (isUsualPort(url) ? "" : ":" + url.port()) + "`";
    }

    /** No proxy can reach what is this machine for this process. */
    private OkHttpClient client(HttpUrl url, OkHttpClient unproxied) {
        boolean isHere = RegistryHost.isName(host(url)) && new RegistryHost(host(url), 0).isLoopback();
        if (isHere || proxies == null) {
            return unproxied;
        }
        URI uri = url.uri();
        Proxy proxy = proxies.select(uri).stream().findFirst().orElse(Proxy.NO_PROXY);
        return proxy.type() == Proxy.Type.DIRECT
                ? unproxied
                : direct.newBuilder()
                        .proxy(proxy)
                        .dns(Dns.SYSTEM)
                        .socketFactory(SocketFactory.getDefault())
                        .build();
    }
}
