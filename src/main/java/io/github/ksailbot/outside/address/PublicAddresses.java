package io.github.ksailbot.outside.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are those of the internet: everything that the registries of special addresses set apart is not, whether it is
 * a private network, this machine, or an address of IPv4 in the disguise of one of IPv6.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA, special addresses of IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IANA, special addresses of IPv6</a>
 */
public final class PublicAddresses {
    private static final List<AddressBlock> NOT_PUBLIC_4 = AddressBlock.all(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // the platform of Azure, reached from inside only, has a public address
            "168.63.129.16/32");

    /** All that is given out for the internet; the rest are translated, private, local or unused. */
    private static final AddressBlock GLOBAL_6 = AddressBlock.of("2000:0:0:0:0:0:0:0/3");

    /** Protocols, Teredo, documentation, 6to4: some of them lead to any address of IPv4. */
    private static final List<AddressBlock> NOT_PUBLIC_6 = AddressBlock.all(
            "2001:0:0:0:0:0:0:0/23",
            "2001:db8:0:0:0:0:0:0/32",
            "2002:0:0:0:0:0:0:0/16",
            "2620:4f:8000:0:0:0:0:0/48",
            "3fff:0:0:0:0:0:0:0/20");

    /** What a network without IPv4 writes an address of IPv4 as, which it stands for in its last four bytes. */
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b:0:0:0:0:0:0/96");

    private PublicAddresses() {}

    /** An address of IPv4 in one of IPv6, {@code ::ffff:…}, is one of IPv4 to Java already. */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        if (TRANSLATED.contains(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return GLOBAL_6.contains(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        return NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(bytes));
    }
}
