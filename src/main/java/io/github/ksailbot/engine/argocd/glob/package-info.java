/** The glob patterns that Argo CD and Git know. */
package io.github.ksailbot.engine.argocd.glob;
