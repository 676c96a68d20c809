package io.github.ksailbot.delivery.registry;

/**
 * A manifest that a registry has.
 *
 * @param digest of the bytes that came, computed here
 * @param entityTag as the registry gave it, to move a tag only if nobody else did; empty when it gave none
 */
public record StoredManifest(String digest, Manifest manifest, String entityTag) {}
