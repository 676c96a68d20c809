package io.github.ksailbot.engine.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Git repository, however it is spelled: with HTTPS or SSH, with a user or a port, with {@code .git} or a
 * slash at its end, in any case. Two spellings of the same repository are equal.
 *
 * @param value {@code host/path} in lower case
 */
public record RepositoryUrl(String value) {
    private static final Pattern WITH_SCHEME =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/@]*@)?([^/:]+)(?::\\d+)?/(.+)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@]*@)?([^/:]+):(?!//)(.+)");
    private static final String GIT = ".git";

    public static RepositoryUrl of(String written) {
        String text = written.strip();
        Matcher address = WITH_SCHEME.matcher(text);
        if (!address.matches()) {
            address = SCP.matcher(text);
        }
        String plain = address.matches() ? address.group(1) + "/" + address.group(2) : text;
        plain = plain.toLowerCase(Locale.ROOT).replaceAll("/+", "/").replaceAll("/$", "");
        return new RepositoryUrl(plain.endsWith(GIT) ? plain.substring(0, plain.length() - GIT.length()) : plain);
    }

    @Override
    public String toString() {
        return value;
    }
}
