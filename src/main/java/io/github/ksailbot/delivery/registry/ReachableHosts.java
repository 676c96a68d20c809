package io.github.ksailbot.delivery.registry;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a ksail file, a redirect or a registry's token service may lead to. Without such a rule whoever writes a ksail
 * file could make the bot speak to services of its own network, to the metadata service of its cloud among them.
 *
 * <p>A name is looked up right before each request, and all of its addresses count. What the request itself then connects to
 * is the same answer, which Java keeps for half a minute.
 */
public final class ReachableHosts {
    /** For a person's own program: everything. */
    public static final ReachableHosts ANY = new ReachableHosts(Set.of(), true, true, InetAddress::getAllByName);

    private final Set<String> listed;
    private final boolean publicOnes;
    private final boolean any;
    private final Lookup lookup;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private ReachableHosts(Set<String> listed, boolean publicOnes, boolean any, Lookup lookup) {
        this.listed = listed.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.publicOnes = publicOnes;
        this.any = any;
        this.lookup = lookup;
    }

    /**
     * @param listed {@code HOST}, {@code HOST:PORT} or {@code *.DOMAIN}, wherever they are
     * @param publicOnes whether hosts with public addresses are reachable beside those
     */
    public static ReachableHosts of(Set<String> listed, boolean publicOnes) {
        return of(listed, publicOnes, InetAddress::getAllByName);
    }

    static ReachableHosts of(Set<String> listed, boolean publicOnes, Lookup lookup) {
        return new ReachableHosts(listed, publicOnes, false, lookup);
    }

    /**
     * Why a host may not be spoken to, as a sentence without its end; empty when it may. One that has no address here is not
     * refused: a proxy may know it, and without one the request fails by itself.
     *
     * @param port 0 or less for that of the scheme
     */
    public Optional<String> refusal(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        String authority = port > 0 ? name + ":" + port : name;
        if (any || listed.contains(name) || listed.contains(authority) || isBelowListed(name)) {
            return Optional.empty();
        }
        if (!publicOnes) {
            return Optional.of("`" + authority + "` is not among the hosts that the bot's operator allows"
                    + " (`ksail-bot.registries.hosts`)");
        }
        return isPublic(name)
                ? Optional.empty()
                : Optional.of(
                        "`" + authority + "` is in a private network or on the bot's own machine, and not among the"
                                + " hosts there that its operator allows (`ksail-bot.registries.hosts`)");
    }

    private boolean isBelowListed(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (listed.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private boolean isPublic(String name) {
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return false;
        }
        try {
            return List.of(lookup.addresses(name)).stream().allMatch(ReachableHosts::isPublic);
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isPublic4(bytes, 0)
                : !(address instanceof Inet6Address) || isPublic6(bytes);
    }

    /** Beside what Java knows: this network, carriers' networks, benchmarks, reserved ones, and Azure's own service. */
    private static boolean isPublic4(byte[] bytes, int from) {
        int a = bytes[from] & 0xff;
        int b = bytes[from + 1] & 0xff;
        int c = bytes[from + 2] & 0xff;
        int d = bytes[from + 3] & 0xff;
        return a != 0
                && a != 10
                && a != 127
                && a < 224
                && !(a == 100 && b >= 64 && b < 128)
                && !(a == 169 && b == 254)
                && !(a == 172 && b >= 16 && b < 32)
                && !(a == 192 && b == 168)
                && !(a == 192 && b == 0 && c == 0)
                && !(a == 198 && (b == 18 || b == 19))
                && !(a == 168 && b == 63 && c == 129 && d == 16);
    }

    /** Unique local addresses are private; some of the others only wrap an address of IPv4. */
    private static boolean isPublic6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return false;
        }
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        if (first == 0x64 && second == 0xff9b) {
            return isPublic4(bytes, 12);
        }
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return isPublic4(bytes, 12);
    }
}
