package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.function.Consumer;

/**
 * What a plugin of a kustomization works with.
 *
 * @param files under the kustomization's load rule
 * @param directory last segment of the kustomization's directory
 * @param keys of the kinds that the build knows
 * @param findings takes what is wrong with the plugin's configuration, and warnings
 * @param work takes what the plugin costs
 */
public record PluginContext(
        FileLoader files, String directory, MergeKeys keys, Consumer<Finding> findings, Work work) {}
