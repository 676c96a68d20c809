package io.github.ksailbot.delivery.artifact;

/**
 * @param attachments what is said about the artifact, such as a signature
 */
public record PushOptions(ArtifactAttachment.Source attachments) {
    public static final PushOptions NONE = new PushOptions(ArtifactAttachment.Source.NONE);
}
