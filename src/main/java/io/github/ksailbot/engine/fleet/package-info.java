/** Bundles of Rancher Fleet: directories with a {@code fleet.yaml}, as they come to each target. */
package io.github.ksailbot.engine.fleet;
