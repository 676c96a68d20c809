/**
 * Flux: makes its controllers take up what was delivered, and tells whether they did. What a status means is decided by
 * pure functions; one class talks to the cluster.
 */
package io.github.ksailbot.delivery.flux;
