/** Argo CD in one cluster: told to look, watched until it runs what was delivered. */
package io.github.ksailbot.delivery.argocd;
