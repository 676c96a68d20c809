package io.github.ksailbot.sandbox.github.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers things in one sequence, so that no two things of different kinds share an id by chance. */
public final class Ids {

    private final AtomicLong last = new AtomicLong(1000);

    public long next() {
        return last.incrementAndGet();
    }

    /** An opaque GraphQL id, as GitHub gives them beside the numbers. */
    public static String node(String kind, long id) {
        byte[] bytes = (kind + ":" + id).getBytes(StandardCharsets.UTF_8);
        return kind + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
