package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.registry.Credentials;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In which repository of a registry this process has seen a blob last, so that another repository of the same registry can take it
 * from there: environments that deliver the same directory to repositories of their own have the same content. Only who was
 * let in there is sent there again. The least recently used blobs are forgotten; not knowing one costs sending it.
 */
final class KnownBlobs {
    private static final int MAX = 2_000;

    private final Map<Key, String> repositories = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > MAX;
        }
    };

    /** @param user empty for nobody in particular */
    private record Key(String registry, String user, String digest) {
        static Key of(RegistryTarget target, String digest) {
            Credentials credentials = target.credentials();
            return new Key(target.host().authority(), credentials == null ? "" : credentials.user(), digest);
        }
    }

    /** It is in the target's repository. */
    synchronized void add(RegistryTarget target, String digest) {
        repositories.put(Key.of(target, digest), target.repository());
    }

    /** Another repository than the target's that had it; null when none is known. */
    synchronized @Nullable String elsewhere(RegistryTarget target, String digest) {
        String known = repositories.get(Key.of(target, digest));
        return Objects.equals(known, target.repository()) ? null : known;
    }
}
