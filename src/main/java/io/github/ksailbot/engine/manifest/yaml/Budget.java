package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import java.util.Locale;

/** Counts what one file costs and stops its reading at the limits. */
final class Budget {
    private final YamlLimits limits;
    private long nodes;
    private int aliases;
    private int documents;

    Budget(YamlLimits limits) {
        this.limits = limits;
    }

    long nodes() {
        return nodes;
    }

    void addNodes(long count, Origin origin) {
        nodes += count;
        if (nodes > limits.nodes()) {
            throw stop(limits.nodes(), "values, counting a value again wherever an alias repeats it", origin);
        }
    }

    void addAlias(Origin origin) {
        if (++aliases > limits.aliases()) {
            throw stop(limits.aliases(), "aliases", origin);
        }
    }

    void addDocument(Origin origin) {
        if (++documents > limits.documents()) {
            throw stop(limits.documents(), "documents", origin);
        }
    }

    void checkDepth(int depth, Origin origin) {
        if (depth > limits.depth()) {
            throw stop(limits.depth(), "levels of nesting", origin);
        }
    }

    private static YamlStop stop(int limit, String what, Origin origin) {
        return new YamlStop(over(limit, what, origin));
    }

    static Finding over(int limit, String what, Origin origin) {
        return Finding.unchecked(
                        "yaml/limit",
                        "The file has more than %s %s; what follows here was not read and cannot be checked."
                                .formatted(String.format(Locale.ROOT, "%,d", limit), what),
                        origin)
                .withFix("Split the file, or write out what it nests or repeats.");
    }
}
