package io.github.ksailbot.outside.fetch.net;

import io.github.ksailbot.outside.address.CheckedSockets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to hosts that the operator allows, at addresses that may be connected to, and to nothing else, wherever names and
 * redirects lead. A proxy, which looks up names itself, is used only for hosts that the operator's settings send there; what
 * can be checked of a name here is.
 */
public final class OutsideClient {
    private static final int PIECE = 16 << 10;

    private final AllowedHosts hosts;
    private final Reach reach;
    private final OutsideAddresses addresses;
    private final FetchLimits limits;
    private final FetchSpending spending;
    private final SilentHosts silent;
    private final OkHttpClient client;

    /** Connects to the proxy that a request names, and to nothing else. */
    private final OkHttpClient proxied;

    /** With a budget of its own. */
    public OutsideClient(AllowedHosts hosts, Reach reach, FetchLimits limits) {
        this(hosts, reach, limits, new FetchSpending(limits.verdict()));
    }

    public OutsideClient(AllowedHosts hosts, Reach reach, FetchLimits limits, FetchSpending spending) {
        this(hosts, reach, limits, spending, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    OutsideClient(AllowedHosts hosts, Reach reach, FetchLimits limits, FetchSpending spending, LongSupplier nanoTime) {
        this.spending = spending;
        this.silent = new SilentHosts(nanoTime);
        this.hosts = hosts;
        this.reach = reach;
        this.addresses = new OutsideAddresses(hosts, reach);
        this.limits = limits;
        this.proxied = trusting(new OkHttpClient.Builder(), reach.access().trust())
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(limits.connect())
                .readTimeout(limits.time())
                .writeTimeout(limits.time())
                .callTimeout(limits.time())
                .build();
        this.client = proxied.newBuilder()
                .dns(addresses::lookUp)
                .socketFactory(new CheckedSockets(addresses::check))
                .build();
    }

    private static OkHttpClient.Builder trusting(OkHttpClient.Builder builder, @Nullable X509TrustManager trust) {
        if (trust == null) {
            return builder;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return builder.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java speaks TLS", e);
        }
    }

    /**
     * Gets what is at an address, wherever it redirects to within the rules.
     *
     * @param headers for the first host; another one gets them without {@code Authorization}
     * @param limit bytes of the answer
     * @return any answer but a redirect
     */
    public Answer get(String address, Map<String, String> headers, int limit) throws FetchException {
        return get(address, headers, limit, true);
    }

    /** The same without a word of who asks, but what the headers say. */
    public Answer anonymous(String address, Map<String, String> headers, int limit) throws FetchException {
        return get(address, headers, limit, false);
    }

    private Answer get(String address, Map<String, String> headers, int limit, boolean asSomebody)
            throws FetchException {
        HttpUrl url = url(address);
        HttpUrl first = url;
        for (int redirects = 0; ; redirects++) {
            Request.Builder request = request(url);
            if (!asSomebody) {
                request.removeHeader("Authorization");
            }
            boolean isFirst =
                    url.host().equals(first.host()) && url.port() == first.port() && url.isHttps() == first.isHttps();
            headers.forEach((name, value) -> {
                if (isFirst || !name.equalsIgnoreCase("Authorization")) {
                    request.header(name, value);
                }
            });
            try (Response response = send(request.build(), limits.time())) {
                String location = response.isRedirect() ? response.header("Location") : null;
                if (location == null) {
                    return new Answer(url, response.code(), response.headers().toMultimap(), body(response, limit));
                }
                if (redirects == limits.redirects()) {
                    throw FetchException.unavailable(
                            "`%s` redirects more than %d times".formatted(first.host(), limits.redirects()), null);
                }
                HttpUrl next = url.resolve(location);
                if (next == null || (url.isHttps() && !next.isHttps())) {
                    throw FetchException.notAllowed("`%s` redirects to what is not fetched".formatted(url.host()));
                }
                url = next;
            }
        }
    }

    /** The budget that counts what this client sends and gets. */
    public FetchSpending spending() {
        return spending;
    }

    /** Of addresses that are written without one. */
    public String scheme() {
        return reach.plainHttp() ? "http" : "https";
    }

    /** Whether an address is of a host that the operator lists for private networks, wherever it is. */
    public boolean mayBePrivate(HttpUrl url) {
        return hosts.mayBePrivate(host(url), url.port(), url.port() == HttpUrl.defaultPort(url.scheme()));
    }

    /** Whether there are credentials for an address. */
    public boolean isSomebody(HttpUrl url) {
        return reach.access().authorization(url).isPresent();
    }

    /** A request to an address that may be fetched from, with the credentials for its host; nothing is packed on the way. */
    public Request.Builder request(HttpUrl url) throws FetchException {
        require(url);
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "ksail-bot");
        reach.access().authorization(url).ifPresent(authorization -> request.header("Authorization", authorization));
        return request;
    }

    /** @throws FetchException when it is no address that anything may be fetched from */
    public HttpUrl url(String address) throws FetchException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw FetchException.notAllowed("only addresses that begin with `https://` are fetched");
        }
        require(url);
        return url;
    }

    private void require(HttpUrl url) throws FetchException {
        if (!url.isHttps() && !reach.plainHttp()) {
            throw FetchException.notAllowed("`%s` would be spoken to without TLS".formatted(url.host()));
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw FetchException.notAllowed("an address with a user or password in it is not fetched");
        }
        boolean isUsual = url.port() == HttpUrl.defaultPort(url.scheme());
        Optional<String> refusal = hosts.refusal(host(url), url.port(), isUsual);
        if (refusal.isPresent()) {
            throw FetchException.notAllowed(refusal.get());
        }
    }

    private static String host(HttpUrl url) {
        return url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    }

    /**
     * Sends a request as it is; redirects are answers.
     *
     * @param time until the last byte of the answer
     */
    public Response send(Request request, Duration time) throws FetchException {
        require(request.url());
        silent.check(request.url());
        Proxy proxy = proxy(request.url());
        spending.request();
        OkHttpClient.Builder timed =
                (proxy == null ? client : proxied).newBuilder().callTimeout(atLeastAMillisecond(spending.left(time)));
        if (proxy != null) {
            addresses.requireBehindProxy(request.url());
            timed.proxy(proxy);
        }
        try {
            return timed.build().newCall(request).execute();
        } catch (IOException e) {
            silent.failed(request.url(), e);
            throw failure(request.url(), e);
        }
    }

    /** Less than that would mean as long as it likes. */
    private static Duration atLeastAMillisecond(Duration time) {
        return time.toMillis() == 0 ? Duration.ofMillis(1) : time;
    }

    private @Nullable Proxy proxy(HttpUrl url) {
        ProxySelector proxies = reach.access().proxies();
        if (proxies == null) {
            return null;
        }
        return proxies.select(url.uri()).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst()
                .orElse(null);
    }

    private byte[] body(Response response, int limit) throws FetchException {
        HttpUrl url = response.request().url();
        try (ResponseBody body = response.body()) {
            InputStream in = body == null ? InputStream.nullInputStream() : body.byteStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] some = new byte[PIECE];
            // what is broken off came in as well
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                spending.received(count);
                if (count > limit - bytes.size()) {
                    throw FetchException.tooLarge("it has more than %d MiB, which is the limit".formatted(limit >> 20));
                }
                bytes.write(some, 0, count);
            }
            return bytes.toByteArray();
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw failure(url, e);
        }
    }

    /** What went wrong with a host, for people. */
    public static FetchException failure(HttpUrl url, IOException failure) {
        FetchException known = FetchException.in(failure);
        if (known != null) {
            return known;
        }
        String host = "`" + url.host() + "`";
        if (failure instanceof UnknownHostException) {
            return FetchException.unavailable(host + " is not known by that name", failure);
        }
        if (failure instanceof InterruptedIOException) {
            return FetchException.unavailable(host + " did not answer in time", failure);
        }
        if (failure instanceof SSLException) {
            return FetchException.unavailable(host + " could not be trusted, or does not speak TLS", failure);
        }
        return FetchException.unavailable(host + " could not be reached, or broke off", failure);
    }
}
