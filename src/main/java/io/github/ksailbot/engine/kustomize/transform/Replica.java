package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.Node;

/**
 * An entry of {@code replicas}.
 *
 * @param name of the workloads, at any time of the build
 * @param origin of the count
 */
public record Replica(String name, long count, Origin origin) {

    public static Replica read(TypedMapping entry) {
        Node count = entry.value("count");
        Replica replica = new Replica(
                entry.text("name"), entry.integer("count"), count == null ? entry.origin() : count.origin());
        entry.finish();
        return replica;
    }
}
