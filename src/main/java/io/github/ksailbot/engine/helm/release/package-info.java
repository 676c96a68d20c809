/** Flux's HelmReleases, rendered as helm-controller installs them. */
package io.github.ksailbot.engine.helm.release;
