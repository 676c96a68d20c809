package io.github.ksailbot.engine.kustomize.load;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells paths of the source tree from addresses of other repositories, as kustomize does. */
final class RemoteLocation {
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:git::)?(?:ssh|https?|file)://.*");
    private static final Pattern USER = Pattern.compile("(?:git::)?[a-zA-Z][a-zA-Z0-9-]*@[^/]+[:/].*");

    private RemoteLocation() {}

    static boolean isRemote(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("git::") ? lower.substring("git::".length()) : lower;
        return SCHEME.matcher(location).matches()
                || USER.matcher(location).matches()
                || ((bare.startsWith("github.com/") || bare.startsWith("github.com:"))
                        && bare.length() > 11
                        && bare.indexOf('/', 11) > 0);
    }

    /** Whether a single file is meant, which kustomize fetches without Git. */
    static boolean isUrl(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }
}
