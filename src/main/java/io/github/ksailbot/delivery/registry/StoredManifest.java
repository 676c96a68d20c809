package io.github.ksailbot.delivery.registry;

/**
 * A manifest that a registry has.
 *
 * @param digest of the bytes that came, computed here
 * @param entityTag as the registry gave it, to move a tag only if nobody else did; empty when it gave none
 */
public record StoredManifest(String digest, Manifest manifest, String entityTag) {
    /**
     * Whether its bytes say nothing else than what was read of them. Readers of JSON differ in what they make of a field that
     * is there twice or in other letters, so that they could see other layers in the same bytes; what this program writes has
     * one reading.
     */
    public boolean isUnambiguous() {
        return Digests.of(manifest.bytes()).equals(digest);
    }
}
