package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests: without following redirects, without credentials of its own, and within limits of time and size.
 * One is enough for all registries; it keeps connections open for a while.
 */
public final class RegistryHttp {
    /** What a manifest may have by the specification; everything else that is read is smaller. */
    static final int MAX_ANSWER = 4 << 20;

    /** How often somebody who waits for an answer looks up to see whether to go on. */
    private static final Duration SLICE = Duration.ofMillis(200);

    private final HttpClient client;
    private final RegistryOptions options;

    /**
     * @throws RegistrySettingException when the certificates of the options cannot be read
     */
    public RegistryHttp(RegistryOptions options) throws RegistrySettingException {
        this.options = options;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout())
                .proxy(new DirectOnThisMachine(options.proxy()));
        if (options.certificates() != null) {
            builder.sslContext(TrustedAuthorities.with(options.certificates()));
        }
        this.client = builder.build();
    }

    RegistryOptions options() {
        return options;
    }

    /**
     * @param cancelled asked while it waits
     * @throws RegistryException {@code UNREACHABLE}, {@code WRONG_ANSWER} or, for a host that is not reachable by the options,
     *     {@code REFUSED}
     * @throws CancellationException when it was cancelled, or the thread interrupted
     */
    HttpAnswer send(HttpRequest request, BooleanSupplier cancelled) throws RegistryException {
        Optional<String> refusal =
                options.hosts().refusal(request.uri().getHost(), request.uri().getPort());
        if (refusal.isPresent()) {
            throw new RegistryException(Kind.REFUSED, refusal.get() + ".");
        }
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new LimitedBody(MAX_ANSWER));
        long end = System.nanoTime() + options.answerTimeout().toNanos();
        try {
            while (true) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled");
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new HttpTimeoutException(
                            "no answer within " + options.answerTimeout().toSeconds() + " s");
                }
                try {
                    HttpResponse<byte[]> response = answer.get(Math.min(left, SLICE.toNanos()), TimeUnit.NANOSECONDS);
                    return new HttpAnswer(request.uri(), response.statusCode(), response.headers(), response.body());
                } catch (TimeoutException e) {
                    // Look up, and wait on.
                }
            }
        } catch (ExecutionException e) {
            throw failure(request.uri(), e.getCause() == null ? e : e.getCause());
        } catch (HttpTimeoutException e) {
            throw failure(request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException interrupted = new CancellationException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            // Closes the connection of a request that nobody waits for any more.
            answer.cancel(true);
        }
    }

    private static RegistryException failure(URI uri, Throwable cause) {
        String where = "The registry at `" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "`";
        if (cause instanceof LimitedBody.TooLong tooLong) {
            return new RegistryException(
                    Kind.WRONG_ANSWER, where + " sent too much: " + tooLong.getMessage() + ".", false, null, cause);
        }
        if (cause instanceof SSLException && isAboutTrust(cause)) {
            return new RegistryException(
                    Kind.UNREACHABLE,
                    where + " cannot be trusted: " + cause.getMessage()
                            + ". If it has a certificate of your own authority, add that authority to the settings.",
                    false,
                    null,
                    cause);
        }
        if (cause instanceof SSLException tls && isPlainText(tls)) {
            return new RegistryException(
                    Kind.UNREACHABLE,
                    where + " does not speak TLS. Allow plain HTTP for it in the settings if that is meant.",
                    false,
                    null,
                    cause);
        }
        return new RegistryException(Kind.UNREACHABLE, where + " " + why(cause) + ".", true, null, cause);
    }

    private static String why(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        if (cause instanceof UnknownHostException || find(cause, UnresolvedAddressException.class) != null) {
            return "is not known by that name";
        }
        if (cause instanceof ConnectException) {
            return "cannot be connected to";
        }
        String message = cause.getMessage();
        return "broke off the connection" + (message == null ? "" : " (" + ServerText.of(message) + ")");
    }

    private static boolean isAboutTrust(Throwable cause) {
        return find(cause, CertificateException.class) != null
                || find(cause, java.security.cert.CertPathBuilderException.class) != null;
    }

    private static boolean isPlainText(SSLException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext");
    }

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (type.isInstance(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** No proxy can reach what is this machine for this process. */
    private static final class DirectOnThisMachine extends ProxySelector {
        private final @Nullable ProxySelector others;

        DirectOnThisMachine(@Nullable ProxySelector given) {
            this.others = given == null ? ProxySelector.getDefault() : given;
        }

        @Override
        public List<Proxy> select(URI uri) {
            String host = uri.getHost();
            boolean isHere = host == null || (RegistryHost.isName(host) && new RegistryHost(host, 0).isLoopback());
            return isHere || others == null ? List.of(Proxy.NO_PROXY) : others.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            if (others != null) {
                others.connectFailed(uri, address, failure);
            }
        }
    }
}
