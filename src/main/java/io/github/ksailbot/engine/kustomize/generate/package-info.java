/** The generators of config maps and secrets, and the hash of their content in their names. */
package io.github.ksailbot.engine.kustomize.generate;
