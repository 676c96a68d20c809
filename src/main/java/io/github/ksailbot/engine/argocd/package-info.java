/** What Argo CD's controllers and its repo-server make of a source tree. */
package io.github.ksailbot.engine.argocd;
