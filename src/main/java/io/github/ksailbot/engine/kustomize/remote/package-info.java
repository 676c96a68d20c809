/** Bases and files of other places: what an address means to kustomize, and the port that fetches it or refuses to. */
package io.github.ksailbot.engine.kustomize.remote;
