package io.github.ksailbot.outside.fetch.net;

import io.github.ksailbot.outside.address.PrivateAddresses;
import io.github.ksailbot.outside.address.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;

/**
 * How names become addresses, and which of those may be connected to.
 *
 * @param resolver asked once for each connection, which then goes to one of the addresses that it gave
 * @param addresses that may be connected to
 * @param privateAddresses that may be connected to for hosts that the operator lists for that
 * @param access what the operator gives for the way
 * @param plainHttp whether {@code http} is spoken to as well; for tests, whose servers have no certificates
 */
public record Reach(
        Resolver resolver,
        Predicate<InetAddress> addresses,
        Predicate<InetAddress> privateAddresses,
        boolean plainHttp,
        Access access) {
    /** The addresses of the internet, over TLS only. */
    public static final Reach INTERNET =
            new Reach(host -> List.of(InetAddress.getAllByName(host)), PublicAddresses::contains, false);

    /** As everybody. */
    public Reach(Resolver resolver, Predicate<InetAddress> addresses, boolean plainHttp) {
        this(resolver, addresses, PrivateAddresses::contains, plainHttp, Access.NONE);
    }

    public Reach with(Access newAccess) {
        return new Reach(resolver, addresses, privateAddresses, plainHttp, newAccess);
    }

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }
}
