package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.outside.address.PublicAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts that a ksail file, a redirect or a registry's token service may lead to. Without such a rule whoever writes a ksail
 * file could make the bot speak to services of its own network, to the metadata service of its cloud among them.
 *
 * <p>A name is looked up before each request, and all of its addresses count; what a connection is then made to counts once more,
 * with the address itself, so that a name that changes its mind in between leads nowhere.
 */
public final class ReachableHosts {
    /** For a person's own program: everything. */
    public static final ReachableHosts ANY = any(InetAddress::getAllByName);

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
        this.listed = listed.stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .flatMap(one -> Stream.of(one, literal(one)))
                .collect(Collectors.toUnmodifiableSet());
        this.publicOnes = publicOnes;
        this.any = any;
        this.lookup = lookup;
    }

    static ReachableHosts any(Lookup lookup) {
        return new ReachableHosts(Set.of(), true, true, lookup);
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
        if (isListed(name, port)) {
            return Optional.empty();
        }
        if (!publicOnes) {
            return Optional.of(notAllowed(name, port));
        }
        return isPublic(name) ? Optional.empty() : Optional.of(inside(name, port));
    }

    /**
     * The same of an address that a connection is about to be made to, under the name that it was found by.
     *
     * @param to what is not looked up again
     */
    Optional<String> refusal(InetSocketAddress to) {
        String name = to.getHostString().toLowerCase(Locale.ROOT);
        if (isListed(name, to.getPort())) {
            return Optional.empty();
        }
        if (!publicOnes) {
            return Optional.of(notAllowed(name, to.getPort()));
        }
        return PublicAddresses.contains(to.getAddress()) ? Optional.empty() : Optional.of(inside(name, to.getPort()));
    }

    /**
     * The addresses of a name, each under that name.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (InetAddress address : lookup.addresses(host)) {
            found.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        return List.copyOf(found);
    }

    private boolean isListed(String name, int port) {
        return any || listed.contains(name) || listed.contains(authority(name, port)) || isBelowListed(name);
    }

    private static String authority(String name, int port) {
        return port > 0 ? name + ":" + port : name;
    }

    private static String notAllowed(String name, int port) {
        return "`" + authority(name, port) + "` is not among the hosts that the bot's operator allows"
                + " (`ksail-bot.registries.hosts`)";
    }

    private static String inside(String name, int port) {
        return "`" + authority(name, port) + "` is in a private network or on the bot's own machine, and not among the"
                + " hosts there that its operator allows (`ksail-bot.registries.hosts`)";
    }

    /** Of an address of IPv6 in brackets, the form that Java writes it in; everything else as it is. */
    private static String literal(String entry) {
        int end = entry.indexOf(']');
        try {
            return entry.startsWith("[") && end > 0
                    ? InetAddress.getByName(entry.substring(0, end + 1)).getHostAddress() + entry.substring(end + 1)
                    : entry;
        } catch (UnknownHostException e) {
            return entry;
        }
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
            return List.of(lookup.addresses(name)).stream().allMatch(PublicAddresses::contains);
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
