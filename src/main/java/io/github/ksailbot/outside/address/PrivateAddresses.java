package io.github.ksailbot.outside.address;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are those of networks that an organisation makes for itself: where it may have registries and Git servers of
 * its own. This machine, its link, and what clouds tell their machines by such addresses are not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1918">RFC 1918, private addresses of IPv4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6598">RFC 6598, shared addresses, which overlay networks use</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4193">RFC 4193, unique local addresses of IPv6</a>
 */
public final class PrivateAddresses {
    private static final List<AddressBlock> PRIVATE =
            AddressBlock.all("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00:0:0:0:0:0:0:0/7");

    /** Metadata, credentials and names for machines in AWS, Google, Oracle, Scaleway, Akamai and Alibaba, private by their form. */
    private static final List<AddressBlock> OF_CLOUDS = AddressBlock.all(
            "fd00:ec2:0:0:0:0:0:0/32",
            "fd20:ce:0:0:0:0:0:0/32",
            "fd00:c1:0:0:0:0:0:0/32",
            "fd00:42:0:0:0:0:0:0/32",
            "fd00:a9fe:a9fe:0:0:0:0:0/48",
            "fd00:100:0:0:0:0:100:200/128",
            "100.100.100.200/32");

    private PrivateAddresses() {}

    /** Never one that {@link PublicAddresses} contains. */
    public static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return PRIVATE.stream().anyMatch(block -> block.contains(bytes))
                && OF_CLOUDS.stream().noneMatch(block -> block.contains(bytes));
    }
}
