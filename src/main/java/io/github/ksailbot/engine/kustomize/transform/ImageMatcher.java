package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.kustomize.regex.Regex;
import io.github.ksailbot.engine.kustomize.regex.RegexSyntaxException;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.kustomize.work.Work;

/** Whether an image reference is one that an entry of {@code images} is about. */
final class ImageMatcher {
    /** An optional tag and digest; braces are for references that are filled in later. */
    private static final String REST = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$";

    private final Regex regex;

    private ImageMatcher(Regex regex) {
        this.regex = regex;
    }

    static ImageMatcher of(Image image, Work work) throws BuildException {
        try {
            return new ImageMatcher(Regex.compile("^" + image.name() + REST, work));
        } catch (RegexSyntaxException e) {
            throw BuildException.of(
                            "kustomize/regex",
                            "The image name `%s` is read as a regular expression, and is none: %s."
                                    .formatted(Excerpts.shorten(image.name()), e.getMessage()),
                            image.origin())
                    .withFix("Put a backslash before each of its symbols.");
        }
    }

    boolean matches(String reference, Work work) {
        return regex.find(reference, work);
    }
}
