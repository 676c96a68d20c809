package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code images}: which images it is about, and what takes the place of their parts. Empty parts stay.
 *
 * @param name of the images, without tag and digest; kustomize reads it as a regular expression
 * @param origin of the part that decides: the new tag, digest, suffix or name
 */
public record Image(String name, String newName, String newTag, String digest, String tagSuffix, Origin origin) {

    public static Image read(TypedMapping entry) {
        @Nullable Origin origin = null;
        for (String key : new String[] {"newTag", "digest", "tagSuffix", "newName"}) {
            ScalarNode part = entry.string(key);
            if (origin == null && part != null && !part.text().isEmpty()) {
                origin = part.origin();
            }
        }
        Image image = new Image(
                entry.text("name"),
                entry.text("newName"),
                entry.text("newTag"),
                entry.text("digest"),
                entry.text("tagSuffix"),
                origin == null ? entry.origin() : origin);
        entry.finish();
        return image;
    }

    /** The reference with this entry's parts. */
    String applyTo(String reference) {
        ImageReference old = ImageReference.parse(reference);
        String tag = old.tag();
        String oldDigest = old.digest();
        if (!newTag.isEmpty()) {
            tag = newTag;
            oldDigest = digest;
        } else if (!digest.isEmpty()) {
            tag = "";
            oldDigest = digest;
        } else if (!tagSuffix.isEmpty()) {
            tag = tag + tagSuffix;
            oldDigest = "";
        }
        return new ImageReference(newName.isEmpty() ? old.name() : newName, tag, oldDigest).toString();
    }
}
