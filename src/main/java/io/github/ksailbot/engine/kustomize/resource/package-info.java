/** A resource in the course of a build, its ids, and how resources are ordered. Everything else of the renderer works on these. */
package io.github.ksailbot.engine.kustomize.resource;
