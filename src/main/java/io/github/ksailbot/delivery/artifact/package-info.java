/** An environment's source directory as one OCI artifact, and how it gets to its registry. */
package io.github.ksailbot.delivery.artifact;
