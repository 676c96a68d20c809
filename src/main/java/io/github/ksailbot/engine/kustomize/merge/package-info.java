/**
 * Strategic merge: what a patch that looks like a resource does to a resource. Pure functions over nodes.
 *
 * <p>The walk follows kyaml's {@code merge2} as kustomize 5.6 calls it (items of a patch go before those of the
 * resource, no merge keys are guessed), its oddities included, because the rendered text has to be the same.
 */
package io.github.ksailbot.engine.kustomize.merge;
