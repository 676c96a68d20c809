/** ApplicationSets of Argo CD: their generators, and the Applications that they come to. */
package io.github.ksailbot.engine.argocd.appset;
