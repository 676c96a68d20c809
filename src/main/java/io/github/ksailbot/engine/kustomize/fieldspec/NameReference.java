package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.Gvk;

/**
 * Which fields name resources of a kind.
 *
 * @param target the kind that is named; empty parts stand for any
 * @param referrers the fields that hold the name
 */
public record NameReference(Gvk target, FieldSpecs referrers) {}
