package io.github.ksailbot.engine.scan.rule.image;

import io.github.ksailbot.engine.scan.rule.ControlInputs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tags of images. */
public final class ImageTags {
    /** A colon and what could be a tag; with a slash after it, it is the port of a registry. */
    private static final Pattern COLON = Pattern.compile(":\\w[\\w.-]{0,127}(/)?");

    private ImageTags() {}

    /** Whether the name has a tag or a digest. */
    static boolean hasTagOrDigest(String image) {
        Matcher matcher = COLON.matcher(image);
        while (matcher.find()) {
            if (matcher.group(1) == null) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code latest} is written as the tag. */
    static boolean isLatest(String image) {
        Matcher matcher = COLON.matcher(image);
        while (matcher.find()) {
            if (matcher.group().equals(":latest")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the tag is one of the control input {@code floatingImageTags}; a digest decides otherwise. */
    public static boolean isFloating(String image, ControlInputs inputs) {
        String tag = image.contains("@") ? null : tag(image);
        return tag != null && inputs.list("floatingImageTags").contains(tag);
    }

    /** The tag of a name without a digest; null when there is none. */
    public static @Nullable String tag(String image) {
        String[] parts = image.substring(image.lastIndexOf('/') + 1).split(":", -1);
        return parts.length == 2 ? parts[1] : null;
    }
}
