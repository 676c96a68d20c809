package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;

/**
 * One key of a generated config map or secret.
 *
 * @param value its content
 * @param entry the entry of the kustomization that asked for it
 * @param origin where the value stands: the entry, with the file's line behind it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
record Pair(String key, byte[] value, Origin entry, Origin origin) {}
