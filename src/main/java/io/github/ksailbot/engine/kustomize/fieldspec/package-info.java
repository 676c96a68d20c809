/** Field specs: which fields the transformers touch, kustomize's defaults as data, and the walk that changes them. */
package io.github.ksailbot.engine.kustomize.fieldspec;
