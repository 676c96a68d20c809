/** Kustomization files, the files that they name, and the rules for reading them. */
package io.github.ksailbot.engine.kustomize.load;
