package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.helm.template.ChartTools;

/**
 * Chart tools as a part of what something is kept under: the same for tools that make the same of a chart. Compared often, so
 * its hash is worked out once.
 */
final class ChartKey {
    private final ChartTools tools;
    private final int hash;

    ChartKey(ChartTools tools) {
        this.tools = tools;
        this.hash = tools.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof ChartKey key && key.hash == hash && key.tools.equals(tools));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
