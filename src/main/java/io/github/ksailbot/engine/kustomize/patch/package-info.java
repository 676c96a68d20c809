/**
 * Patches of a kustomization: strategic merges and JSON patches, and the selectors that say what they are for.
 *
 * <p>{@link io.github.ksailbot.engine.kustomize.patch.PatchReader} makes patches of the fields {@code patches},
 * {@code patchesStrategicMerge} and {@code patchesJson6902}; a {@link
 * io.github.ksailbot.engine.kustomize.patch.Patch} changes a resource map.
 */
package io.github.ksailbot.engine.kustomize.patch;
