package io.github.ksailbot.outside.fetch.git;

import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connections that JGit makes for one fetch, by way of {@link OutsideClient}: for so many bytes and so much time only. JGit
 * follows redirects by connections of its own, which are checked like the first one, and closes no answer that it does not read
 * to its end: this does.
 */
final class GitConnections implements HttpConnectionFactory, AutoCloseable {
    private final OutsideClient client;
    private final FetchLimits limits;
    private final long deadline;
    private final List<Response> answers = new ArrayList<>();
    private long received;

    GitConnections(OutsideClient client, FetchLimits limits, Duration time) {
        this.client = client;
        this.limits = limits;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        HttpUrl address = client.url(url.toString());
        return new GitConnection(this, address);
    }

    /** Proxies look up names themselves, so that none is used. */
    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }

    Request.Builder request(HttpUrl url) throws FetchException {
        return client.request(url);
    }

    Response send(Request request) throws FetchException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw tooSlow(null);
        }
        Response answer = client.send(request, Duration.ofNanos(left));
        answers.add(answer);
        return answer;
    }

    @Override
    public void close() {
        answers.forEach(Response::close);
    }

    private FetchException tooSlow(@Nullable IOException cause) {
        return FetchException.unavailable(
                "it took longer than %d seconds".formatted(limits.time().toSeconds()), cause);
    }

    /** Counts what comes in. */
    InputStream counted(HttpUrl url, InputStream body) {
        return new Counted(url, body);
    }

    private final class Counted extends FilterInputStream {
        private final HttpUrl url;

        Counted(HttpUrl url, InputStream body) {
            super(body);
            this.url = url;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count;
            try {
                count = super.read(to, from, length);
            } catch (IOException e) {
                throw OutsideClient.failure(url, e);
            }
            received += Math.max(count, 0);
            client.spending().received(Math.max(count, 0));
            if (received > limits.repository()) {
                throw FetchException.tooLarge(
                        "it has more than %d MiB, which is the limit".formatted(limits.repository() >> 20));
            }
            return count;
        }
    }
}
