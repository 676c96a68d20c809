package io.github.ksailbot.outside.address;

import java.util.List;

/**
 * Addresses that begin alike.
 *
 * @param bytes the address, as long as the addresses that it stands for
 * @param bits of it that count
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record AddressBlock(byte[] bytes, int bits) {
    /** @param text {@code 10.0.0.0/8}, or all eight numbers of an address of IPv6: no name is looked up */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        return new AddressBlock(literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    static List<AddressBlock> all(String... texts) {
        return List.of(texts).stream().map(AddressBlock::of).toList();
    }

    /** Whether an address of the same kind or the other one is among these. */
    boolean contains(byte[] address) {
        if (address.length != bytes.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

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
