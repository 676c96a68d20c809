package io.github.ksailbot.outside.fetch.net;

import java.net.ProxySelector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What an operator gives for the way to hosts; nothing of it comes from what is judged.
 *
 * @param credentials at most one for a host
 * @param trust whom to trust; null for whom Java trusts
 * @param proxies for the hosts that are reached by one; null for none. A proxy looks up names itself
 */
public record Access(
        List<Credential> credentials,
        @Nullable X509TrustManager trust,
        @Nullable ProxySelector proxies) {
    /** As everybody. */
    public static final Access NONE = new Access(List.of(), null, null);

    public Access {
        credentials = List.copyOf(credentials);
    }

    /**
     * A user and a password for one host.
     *
     * @param authority {@code HOST} for its usual port, or {@code HOST:PORT}
     */
    public record Credential(String authority, String user, String password) {
        boolean isFor(HttpUrl url) {
            String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
            String written = authority.toLowerCase(Locale.ROOT);
            return written.equals(host + ":" + url.port())
                    || (written.equals(host) && url.port() == HttpUrl.defaultPort(url.scheme()));
        }

        @Override
        public String toString() {
            return user + " at " + authority;
        }
    }

    /** What a request to an address says for itself; empty for nothing. */
    Optional<String> authorization(HttpUrl url) {
        return credentials.stream()
                .filter(credential -> credential.isFor(url))
                .findFirst()
                .map(credential -> Credentials.basic(credential.user(), credential.password()));
    }
}
