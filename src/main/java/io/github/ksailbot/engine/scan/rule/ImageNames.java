package io.github.ksailbot.engine.scan.rule;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of container images as container runtimes understand them. */
public final class ImageNames {
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*+(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*+)*+");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9.\\[\\]:-]+(?::[0-9]+)?");
    private static final int MAX_LENGTH = 1_000;

    private ImageNames() {}

    /**
     * The name with the registry and the directory that are meant when they are left out: {@code docker.io} and {@code
     * library}. Tag and digest stay as they are.
     *
     * @return null for what is no name of an image
     */
    public static @Nullable String normalized(String image) {
        if (image.length() > MAX_LENGTH) {
            return null;
        }
        String rest = image;
        String digest = "";
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
            if (!DIGEST.matcher(digest).matches()) {
                return null;
            }
        }
        String tag = "";
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
            if (!TAG.matcher(tag).matches()) {
                return null;
            }
        }
        String domain = "docker.io";
        int slash = rest.indexOf('/');
        if (slash >= 0 && isDomain(rest.substring(0, slash))) {
            domain = rest.substring(0, slash).equals("index.docker.io") ? "docker.io" : rest.substring(0, slash);
            rest = rest.substring(slash + 1);
        }
        if (domain.equals("docker.io") && rest.indexOf('/') < 0) {
            rest = "library/" + rest;
        }
        if (!REPOSITORY.matcher(rest).matches() || !DOMAIN.matcher(domain).matches()) {
            return null;
        }
        return domain + "/" + rest + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }

    private static boolean isDomain(String first) {
        return first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(java.util.Locale.ROOT));
    }
}
