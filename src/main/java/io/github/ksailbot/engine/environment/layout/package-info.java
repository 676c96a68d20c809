/** Environments of a repository without ksail files, by its layout: Flux, Argo CD, Fleet, directories of clusters. */
package io.github.ksailbot.engine.environment.layout;
