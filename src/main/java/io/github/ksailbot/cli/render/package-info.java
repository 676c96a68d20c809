/** {@code render}: kustomizations, and what clusters get. */
package io.github.ksailbot.cli.render;
