package io.github.ksailbot.delivery.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One client for each cluster, made anew when its access has changed; an old one lasts as long as somebody uses it. */
final class ClientCache implements AutoCloseable {
    private final Map<String, Shared> entries = new HashMap<>();

    /** Makes a client. */
    @FunctionalInterface
    interface Opening {
        ClusterApi open() throws ClusterException;
    }

    /** A client, how it came about, and how many use it; guarded by the cache. */
    private static final class Shared {
        final ClusterAccess access;
        final ClusterApi api;
        int users;
        boolean retired;

        Shared(ClusterAccess access, ClusterApi api) {
            this.access = access;
            this.api = api;
        }
    }

    synchronized ClusterApi get(String key, ClusterAccess access, Opening opening) throws ClusterException {
        Shared shared = entries.get(key);
        if (shared == null || !shared.access.equals(access)) {
            Shared fresh = new Shared(access, opening.open());
            if (shared != null) {
                retire(shared);
            }
            entries.put(key, fresh);
            shared = fresh;
        }
        shared.users++;
        Shared used = shared;
        return new LeasedClusterApi(used.api, () -> release(used));
    }

    private synchronized void release(Shared shared) {
        shared.users--;
        if (shared.retired && shared.users == 0) {
            shared.api.close();
        }
    }

    private static void retire(Shared shared) {
        shared.retired = true;
        if (shared.users == 0) {
            shared.api.close();
        }
    }

    @Override
    public synchronized void close() {
        List<Shared> all = new ArrayList<>(entries.values());
        entries.clear();
        all.forEach(shared -> shared.api.close());
    }
}
