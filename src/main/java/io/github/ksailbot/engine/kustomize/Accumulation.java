package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.variable.Variables;

/**
 * What a kustomization and all below it come to, before names are followed.
 *
 * @param resources so far
 * @param config which fields transformers touch, here and in the kustomizations above
 * @param variables vars, here and in the kustomizations above
 * @param isComplete whether everything that was asked for could be read; if not, what is missing cannot be blamed on
 *     those who look for it
 */
record Accumulation(ResourceMap resources, TransformerConfig config, Variables variables, boolean isComplete) {
    static final Accumulation EMPTY =
            new Accumulation(ResourceMap.EMPTY, TransformerConfig.EMPTY, Variables.NONE, true);

    Accumulation with(ResourceMap newResources) {
        return new Accumulation(newResources, config, variables, isComplete);
    }

    Accumulation with(TransformerConfig newConfig) {
        return new Accumulation(resources, newConfig, variables, isComplete);
    }

    Accumulation with(Variables newVariables) {
        return new Accumulation(resources, config, newVariables, isComplete);
    }

    Accumulation incomplete() {
        return new Accumulation(resources, config, variables, false);
    }
}
