package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.manifest.Manifest;
import java.util.IdentityHashMap;

/** Identities of the resources of one change, each worked out once: to tell a hash in a name takes the whole content. For one thread. */
final class Identities {
    private final IdentityHashMap<Manifest, Identity> known = new IdentityHashMap<>();

    Identity of(Manifest manifest) {
        return known.computeIfAbsent(manifest, Identity::of);
    }
}
