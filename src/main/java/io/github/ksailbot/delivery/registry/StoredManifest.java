package io.github.ksailbot.delivery.registry;

import java.util.regex.Pattern;

/**
 * A manifest that a registry has.
 *
 * @param digest of the bytes that came, computed here
 * @param entityTag as the registry gave it, to move a tag only if nobody else did; empty when it gave none
 *     that can be sent back
 */
public record StoredManifest(String digest, Manifest manifest, String entityTag) {
    /** RFC 9110, 8.8.3, without what cannot be sent back. */
    private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?\"[!#-~]{0,1000}\"");

    public StoredManifest {
        entityTag = ENTITY_TAG.matcher(entityTag).matches() ? entityTag : "";
    }

    /**
     * Whether its bytes say nothing else than what was read of them. Readers of JSON differ in what they make of a field that
     * is there twice or in other letters, so that they could see other layers in the same bytes; what this program writes has
     * one reading.
     */
    public boolean isUnambiguous() {
        return Digests.of(manifest.bytes()).equals(digest);
    }
}
