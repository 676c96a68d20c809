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
    /**
     * Addresses that begin alike.
     *
     * @param bytes the address, as long as the addresses that it stands for
     * @param bits of it that count
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Block(byte[] bytes, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            return new Block(literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> NOT_PUBLIC_4 = blocks(
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
    private static final Block GLOBAL_6 = Block.of("2000:0:0:0:0:0:0:0/3");

    /** Protocols, Teredo, documentation, 6to4: some of them lead to any address of IPv4. */
    private static final List<Block> NOT_PUBLIC_6 = blocks(
            "2001:0:0:0:0:0:0:0/23",
            "2001:db8:0:0:0:0:0:0/32",
            "2002:0:0:0:0:0:0:0/16",
            "2620:4f:8000:0:0:0:0:0/48",
            "3fff:0:0:0:0:0:0:0/20");

    /** What a network without IPv4 writes an address of IPv4 as, which it stands for in its last four bytes. */
    private static final Block TRANSLATED = Block.of("64:ff9b:0:0:0:0:0:0/96");

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

    private static List<Block> blocks(String... texts) {
        return List.of(texts).stream().map(Block::of).toList();
    }

    /** Written out in full: no name is looked up for these. */
    private static byte[] literal(String text) {
        boolean isOld = text.indexOf('.') >= 0;
        String[] parts = text.split(isOld ? "\\." : ":", -1);
        byte[] bytes = new byte[isOld ? 4 : 16];
        for (int i = 0; i < parts.length; i++) {
            if (isOld) {
                bytes[i] = (byte) Integer.parseInt(parts[i]);
            } else {
                int number = Integer.parseInt(parts[i], 16);
                bytes[2 * i] = (byte) (number >> 8);
                bytes[2 * i + 1] = (byte) number;
            }
        }
        return bytes;
    }
}
