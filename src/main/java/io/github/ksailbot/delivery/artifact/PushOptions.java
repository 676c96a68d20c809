package io.github.ksailbot.delivery.artifact;

import org.jspecify.annotations.Nullable;

/**
 * @param attachments what is said about the artifact, such as a signature
 * @param mountFrom another repository of the same registry that may have the content already, such as another
 *     environment's; null for none
 */
public record PushOptions(
        ArtifactAttachment.Source attachments, @Nullable String mountFrom) {
    public static final PushOptions NONE = new PushOptions(ArtifactAttachment.Source.NONE, null);
}
