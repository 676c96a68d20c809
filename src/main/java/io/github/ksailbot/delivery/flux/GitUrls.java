package io.github.ksailbot.delivery.flux;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The many spellings of one Git repository's address. */
final class GitUrls {
    private static final Pattern WITH_SCHEME =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/@]*@)?([^/:]+)(?::\\d+)?/(.+)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@]*@)?([^/:]+):(?!//)(.+)");

    private GitUrls() {}

    /** {@code host/owner/name}, in lower case and without {@code .git}. */
    static String plain(String url) {
        Matcher address = WITH_SCHEME.matcher(url.strip());
        if (!address.matches()) {
            address = SCP.matcher(url.strip());
        }
        String plain = address.matches() ? address.group(1) + "/" + address.group(2) : url.strip();
        plain = plain.toLowerCase(Locale.ROOT).replaceAll("/+", "/").replaceAll("/$", "");
        return plain.endsWith(".git") ? plain.substring(0, plain.length() - ".git".length()) : plain;
    }
}
