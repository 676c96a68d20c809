package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code replicas}.
 *
 * @param name of the workloads, at any time of the build
 * @param origin of the count
 */
public record Replica(String name, long count, Origin origin) {

    public static Replica read(TypedMapping entry) {
        @Nullable Origin count = entry.originOf("count");
        Replica replica =
                new Replica(entry.text("name"), entry.integer("count"), count == null ? entry.origin() : count);
        entry.finish();
        return replica;
    }
}
