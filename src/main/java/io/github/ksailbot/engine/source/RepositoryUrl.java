package io.github.ksailbot.engine.source;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a Git repository, however it is spelled: with HTTPS or SSH, with a user, with {@code .git} or a slash at its
 * end, in any case. Two spellings of the same repository are equal.
 *
 * @param value {@code host/path} in lower case
 */
public record RepositoryUrl(String value) {
    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");
    private static final Pattern USER = Pattern.compile("^[^/@]*@");
    private static final Pattern PORT = Pattern.compile("^([^/:]+):[0-9]+(/|$)");
    private static final Pattern SCP = Pattern.compile("^([^/:]+):");

    public static RepositoryUrl of(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        boolean hasScheme = SCHEME.matcher(text).find();
        text = SCHEME.matcher(text).replaceFirst("");
        text = USER.matcher(text).replaceFirst("");
        text = hasScheme
                ? PORT.matcher(text).replaceFirst("$1$2")
                : SCP.matcher(text).replaceFirst("$1/");
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return new RepositoryUrl(text.endsWith(".git") ? text.substring(0, text.length() - 4) : text);
    }

    @Override
    public String toString() {
        return value;
    }
}
