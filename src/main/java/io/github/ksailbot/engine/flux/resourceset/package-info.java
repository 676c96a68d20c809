/** ResourceSets of the Flux operator: templates and the inputs that they are rendered for. */
package io.github.ksailbot.engine.flux.resourceset;
