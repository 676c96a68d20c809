package io.github.ksailbot.engine.helm.template;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code .Capabilities} tells templates about the cluster.
 *
 * @param kubeVersion such as {@code v1.33.0}; empty for the newest that the renderer knows
 * @param apiVersions what {@code .Capabilities.APIVersions} holds: {@code apps/v1} and {@code apps/v1/Deployment}; empty for
 *     what the renderer knows of itself
 */
public record Capabilities(String kubeVersion, SortedSet<String> apiVersions) {
    /** What the renderer knows of itself. */
    public static final Capabilities DEFAULT = new Capabilities("", Collections.emptySortedSet());

    public Capabilities {
        apiVersions = Collections.unmodifiableSortedSet(new TreeSet<>(apiVersions));
    }

    /** Also what these say, beside what is known already. */
    public Capabilities with(Collection<String> more) {
        SortedSet<String> all = new TreeSet<>(apiVersions);
        all.addAll(more);
        return new Capabilities(kubeVersion, all);
    }
}
