package io.github.ksailbot.outside.fetch.net;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the keys that were used last. Safe for several threads. */
public final class Recent<V> {
    /** Whoever writes files chooses the keys, so that there must not be any number of them. */
    private static final int MOST = 1_000;

    /** Least recently used first. */
    private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

    public synchronized @Nullable V get(String key) {
        return values.get(key);
    }

    public synchronized void put(String key, V value) {
        values.put(key, value);
        if (values.size() > MOST) {
            values.remove(values.keySet().iterator().next());
        }
    }
}
