/**
 * Kustomize 5.6 for the JVM: {@link io.github.ksailbot.engine.kustomize.Kustomizer} renders a directory of a source tree, with
 * the origin of every value.
 *
 * <p>The sub-packages are named as kustomize names its parts: {@code load} reads, {@code resource} holds what is read,
 * {@code generate}, {@code patch}, {@code transform}, {@code replacement} and {@code plugin} change it, {@code reference} and
 * {@code variable} tie it together in the end. Field specs and merge keys are data with their provenance.
 */
package io.github.ksailbot.engine.kustomize;
