package io.github.ksailbot.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in capitals or not, as most programs read them: Java has settings
 * of its own for that, and passes these by.
 *
 * <p>{@code NO_PROXY} is a list with commas: {@code *} for everything; a domain, with what is below it; {@code .domain} for what
 * is below it alone; an address, or a range of them such as {@code 10.0.0.0/8}; each with a port if it is about one. This machine
 * is never reached by a proxy.
 */
public final class ProxyVariables extends ProxySelector {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int USUAL_PORT = 80;

    private final @Nullable Proxy https;
    private final @Nullable Proxy http;
    private final List<String> direct;
    private final @Nullable ProxySelector others;

    private ProxyVariables(
            @Nullable Proxy https, @Nullable Proxy http, List<String> direct, @Nullable ProxySelector others) {
        this.https = https;
        this.http = http;
        this.direct = List.copyOf(direct);
        this.others = others;
    }

    /**
     * @param environment of the process
     * @param others asked where no variable says anything
     * @throws IllegalArgumentException when a variable names no proxy that Java can use; the message has no password in it
     */
    public static ProxyVariables of(Map<String, String> environment, @Nullable ProxySelector others) {
        List<String> direct = new ArrayList<>();
        for (String one : value(environment, "NO_PROXY").split(",", -1)) {
            if (!one.isBlank()) {
                direct.add(one.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new ProxyVariables(proxy(environment, "HTTPS_PROXY"), proxy(environment, "HTTP_PROXY"), direct, others);
    }

    private static String value(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isBlank() ? environment.getOrDefault(name, "").strip() : lower.strip();
    }

    private static @Nullable Proxy proxy(Map<String, String> environment, String name) {
        String value = value(environment, name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            URI address = new URI(value.contains("://") ? value : "http://" + value);
            if (address.getRawUserInfo() != null) {
                throw new IllegalArgumentException(name
                        + " has a user or password in it, which Java does not send to proxies. Name one that"
                        + " takes none.");
            }
            if (address.getHost() != null && "http".equalsIgnoreCase(address.getScheme())) {
                int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
            }
        } catch (URISyntaxException e) {
            // The same as another scheme; the value may hold a password, so that it is not shown.
        }
        throw new IllegalArgumentException(name + " names no proxy: write it as `http://HOST:PORT`.");
    }

    @Override
    public List<Proxy> select(URI uri) {
        Proxy proxy = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
        String host = uri.getHost();
        if (proxy == null) {
            return others == null ? List.of(Proxy.NO_PROXY) : others.select(uri);
        }
        return host == null || isDirect(unbracketed(host.toLowerCase(Locale.ROOT)), uri)
                ? List.of(Proxy.NO_PROXY)
                : List.of(proxy);
    }

    private boolean isDirect(String host, URI uri) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        InetAddress address = address(host);
        if (address != null && address.isLoopbackAddress()) {
            return true;
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return direct.stream().anyMatch(one -> matches(one, host, address, port));
    }

    private static boolean matches(String entry, String host, @Nullable InetAddress address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.indexOf('/') > 0) {
            return address != null && isWithin(address, entry);
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        if (hasPort) {
            if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = unbracketed(name);
        if (address != null) {
            return address.equals(address(name));
        }
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean isWithin(InetAddress address, String range) {
        int slash = range.indexOf('/');
        InetAddress network = address(range.substring(0, slash));
        String length = range.substring(slash + 1);
        if (network == null || !length.matches("[0-9]{1,3}")) {
            return false;
        }
        byte[] one = address.getAddress();
        byte[] other = network.getAddress();
        int bits = Integer.parseInt(length);
        if (one.length != other.length || bits > one.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of a text that is one; names are not looked up. */
    private static @Nullable InetAddress address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        if (others != null) {
            others.connectFailed(uri, address, failure);
        }
    }
}
