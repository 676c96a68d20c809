package io.github.ksailbot.github.mirror;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/** The HTTP connections of one fetch: to one server only, wherever it redirects, and for so many bytes only. */
final class BoundedConnections implements HttpConnectionFactory {
    private final URI server;
    private final long limit;
    private final AtomicLong received = new AtomicLong();

    BoundedConnections(URI server, long limit) {
        this.server = server;
        this.limit = limit;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Connection(checked(url), null);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Connection(checked(url), proxy);
    }

    private URL checked(URL url) throws IOException {
        boolean same = Objects.equals(url.getProtocol(), server.getScheme())
                && Objects.equals(url.getAuthority(), server.getAuthority());
        if (!same) {
            throw new IOException("refused to follow " + server.getAuthority() + " to another server");
        }
        return url;
    }

    private final class Connection extends JDKHttpConnection {
        Connection(URL url, @Nullable Proxy proxy) throws IOException {
            super(url, proxy == null ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int n = super.read(to, from, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int bytes) throws IOException {
            if (received.addAndGet(bytes) > limit) {
                throw new IOException("the repository is larger than the limit of " + (limit >> 20) + " MiB");
            }
        }
    }
}
