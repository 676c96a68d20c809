package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.util.Locale;

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

    @Override
    public String toString() {
        boolean isUsual = port == (scheme.equals("http") ? 80 : 443);
        return isUsual ? host : host + ":" + port;
    }
}
