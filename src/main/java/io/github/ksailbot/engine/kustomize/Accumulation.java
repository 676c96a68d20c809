package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;

/**
 * What a kustomization and all below it come to, before names are followed.
 *
 * @param resources so far
 * @param config which fields transformers touch, here and in the kustomizations above
 * @param isComplete whether everything that was asked for could be read; if not, what is missing cannot be blamed on
 *     those who look for it
 */
record Accumulation(ResourceMap resources, TransformerConfig config, boolean isComplete) {
    static final Accumulation EMPTY = new Accumulation(ResourceMap.EMPTY, TransformerConfig.EMPTY, true);

    Accumulation with(ResourceMap newResources) {
        return new Accumulation(newResources, config, isComplete);
    }

    Accumulation with(TransformerConfig newConfig) {
        return new Accumulation(resources, newConfig, isComplete);
    }

    Accumulation incomplete() {
        return new Accumulation(resources, config, false);
    }
}
