/** Replacements of a kustomization: values of one resource copied into fields of others. */
package io.github.ksailbot.engine.kustomize.replacement;
