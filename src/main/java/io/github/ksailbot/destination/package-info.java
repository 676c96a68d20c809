/** The registries and clusters that the operator lets repositories deliver to. */
package io.github.ksailbot.destination;
