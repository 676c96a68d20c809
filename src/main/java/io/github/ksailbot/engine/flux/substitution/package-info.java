/** {@code ${NAME}} in rendered manifests, as Flux replaces it after the build of a Kustomization. */
package io.github.ksailbot.engine.flux.substitution;
