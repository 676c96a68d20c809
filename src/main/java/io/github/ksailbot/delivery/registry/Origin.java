package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.util.List;
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

    /**
     * Whether both hosts belong to the same owner, as far as names tell: the same host, or the same domain that somebody can
     * register ({@code registry-1.docker.io} and {@code auth.docker.io}). Addresses are related to themselves only.
     */
    boolean isRelatedTo(Origin other) {
        if (host.equals(other.host)) {
            return true;
        }
        String domain = domain(host);
        return !domain.isEmpty() && domain.equals(domain(other.host));
    }

    /** Two labels, or three where the last two are of a registry such as {@code co.uk}; empty for all else. */
    private static String domain(String host) {
        String[] labels = host.split("\\.", -1);
        int last = labels.length - 1;
        if (last < 1 || !labels[last].chars().allMatch(Character::isLetter)) {
            return "";
        }
        boolean isPublic = labels[last].length() == 2 && labels[last - 1].length() <= 3;
        int from = last - (isPublic ? 2 : 1);
        return from < 0 ? "" : String.join(".", List.of(labels).subList(from, last + 1));
    }

    @Override
    public String toString() {
        boolean isUsual = port == (scheme.equals("http") ? 80 : 443);
        return isUsual ? host : host + ":" + port;
    }
}
