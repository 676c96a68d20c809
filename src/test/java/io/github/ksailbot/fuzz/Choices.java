package io.github.ksailbot.fuzz;

import java.util.List;

/** Bytes read as a row of choices; when they are used up, each further choice is the first. */
public final class Choices {
    private final byte[] bytes;
    private int at;

    public Choices(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** From 0 to {@code bound - 1}; {@code bound} is at most 256. */
    public int below(int bound) {
        return at < bytes.length ? (bytes[at++] & 0xFF) % bound : 0;
    }

    public boolean coin() {
        return below(2) == 1;
    }

    public <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }
}
