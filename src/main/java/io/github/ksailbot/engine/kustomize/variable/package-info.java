/** {@code vars}: values of fields put where {@code $(name)} stands. */
package io.github.ksailbot.engine.kustomize.variable;
