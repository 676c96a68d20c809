package io.github.ksailbot.outside.fetch.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * At which addresses hosts are connected to: those of the internet and, for hosts that the operator lists for that, those of
 * private networks. A name is looked up once for a connection; all of its addresses count, and the one that is connected to
 * counts once more.
 */
public final class OutsideAddresses {
    private static final Pattern NUMBERS = Pattern.compile("(?i)(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?");

    private final AllowedHosts hosts;
    private final Reach reach;

    public OutsideAddresses(AllowedHosts hosts, Reach reach) {
        this.hosts = hosts;
        this.reach = reach;
    }

    /** The addresses of a name, each under that name; of its port nothing is known yet. */
    public List<InetAddress> lookUp(String host) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (InetAddress address : reach.resolver().addresses(host)) {
            String refusal = refusal(address, hosts.mayBePrivate(host));
            if (refusal != null) {
                UnknownHostException refused = new UnknownHostException(host);
                refused.initCause(FetchException.notAllowed("`" + host + "` " + refusal));
                throw refused;
            }
            found.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return found;
    }

    /** Whoever asks for a connection: addresses in the place of names are never looked up. */
    public void check(InetSocketAddress to) throws FetchException {
        String host = to.getHostString();
        String written = host.indexOf(':') < 0 ? host : "[" + canonical(host) + "]";
        String refusal = refusal(to.getAddress(), hosts.mayBePrivate(written, to.getPort(), isUsual(to.getPort())));
        if (refusal != null) {
            throw FetchException.notAllowed("the server " + refusal);
        }
    }

    /** An address is known here, a name perhaps; a number that others may read as another address is neither. */
    void requireBehindProxy(HttpUrl url) throws FetchException {
        String host = url.host();
        String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
        boolean mayBePrivate = hosts.mayBePrivate(written, url.port(), isUsual(url.port()));
        try {
            boolean isNumber = host.indexOf(':') >= 0 || NUMBERS.matcher(host).matches();
            if (isNumber
                    && host.indexOf(':') < 0
                    && !InetAddress.getByName(host).getHostAddress().equals(host)) {
                throw FetchException.notAllowed("`" + host + "` is no name");
            }
            for (InetAddress address : isNumber
                    ? List.of(InetAddress.getByName(host))
                    : reach.resolver().addresses(host)) {
                String refusal = refusal(address, mayBePrivate);
                if (refusal != null) {
                    throw FetchException.notAllowed("`" + host + "` " + refusal);
                }
            }
        } catch (UnknownHostException e) {
            if (NUMBERS.matcher(host).matches()) {
                throw FetchException.notAllowed("`" + host + "` is no name");
            }
            // a name that only the proxy knows
        }
    }

    private boolean isUsual(int port) {
        return port == 443 || (reach.plainHttp() && port == 80);
    }

    /** As addresses are written: the shortest form. */
    private static String canonical(String host) {
        return new HttpUrl.Builder().scheme("https").host(host).build().host();
    }

    private @Nullable String refusal(InetAddress address, boolean mayBePrivate) {
        if (reach.addresses().test(address)) {
            return null;
        }
        boolean isPrivate = reach.privateAddresses().test(address);
        if (isPrivate && mayBePrivate) {
            return null;
        }
        if (mayBePrivate) {
            return "is on this machine or its link, or reserved, where nothing is fetched from";
        }
        return "is in a private network or on this machine, where nothing is fetched from"
                + (isPrivate
                        ? " unless its operator lists the host for that (`ksail-bot.fetch.private-hosts`,"
                                + " `--fetch-private`)"
                        : "");
    }
}
