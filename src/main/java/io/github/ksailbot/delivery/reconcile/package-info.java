/** What it means that a cluster runs a commit, in words that serve Flux and Argo CD alike. */
package io.github.ksailbot.delivery.reconcile;
