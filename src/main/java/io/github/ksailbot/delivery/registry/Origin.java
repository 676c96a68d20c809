package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port: what credentials are bound to.
 *
 * @param port that of the scheme when none is written
 */
record Origin(String scheme, String host, int port) {
    static Origin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return new Origin(scheme, host, uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443);
    }

    /**
     * Whether both hosts belong to the same owner, as far as names tell: the same host, or the same domain that somebody can
     * register ({@code registry-1.docker.io} and {@code auth.docker.io}), which the list of public suffixes tells from those
     * that many share ({@code co.uk}, {@code github.io}). Addresses and names without a domain are related to themselves only.
     *
     * @see <a href="https://publicsuffix.org/list/">the list, of which okhttp has a copy</a>
     */
    boolean isRelatedTo(Origin other) {
        if (host.equals(other.host)) {
            return true;
        }
        String domain = domain(host);
        return domain != null && domain.equals(domain(other.host));
    }

    /** Null for what has none. */
    private static @Nullable String domain(String host) {
        HttpUrl url = HttpUrl.parse("https://" + host + "/");
        return url == null ? null : url.topPrivateDomain();
    }

    @Override
    public String toString() {
        boolean isUsual = port == (scheme.equals("http") ? 80 : 443);
        return isUsual ? host : host + ":" + port;
    }
}
