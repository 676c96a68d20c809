package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.kustomize.regex.BoundedPattern;
import io.github.ksailbot.engine.kustomize.regex.RegexException;
import io.github.ksailbot.engine.kustomize.resource.BuildException;

/** Whether an image reference is one that an entry of {@code images} is about. */
final class ImageMatcher {
    /** An optional tag and digest; braces are for references that are filled in later. */
    private static final String REST = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?";

    private final Image image;
    private final BoundedPattern pattern;

    private ImageMatcher(Image image, BoundedPattern pattern) {
        this.image = image;
        this.pattern = pattern;
    }

    static ImageMatcher of(Image image) throws BuildException {
        try {
            return new ImageMatcher(image, BoundedPattern.compile(image.name() + REST));
        } catch (RegexException e) {
            throw refused(image, e);
        }
    }

    boolean matches(String reference) throws BuildException {
        try {
            return pattern.matches(reference);
        } catch (RegexException e) {
            throw refused(image, e);
        }
    }

    private static BuildException refused(Image image, RegexException e) {
        return BuildException.of(
                "kustomize/regex",
                "The image name `%s` is read as a regular expression and cannot be used: %s."
                        .formatted(image.name(), e.getMessage()),
                image.origin());
    }
}
