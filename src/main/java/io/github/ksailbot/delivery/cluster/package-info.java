/** Connections to clusters: which cluster an environment means, what may be trusted in a kubeconfig, and the API itself. */
package io.github.ksailbot.delivery.cluster;
