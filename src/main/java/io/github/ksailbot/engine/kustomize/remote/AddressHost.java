package io.github.ksailbot.engine.kustomize.remote;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first part of an address: how to speak to which host.
 *
 * @param host with scheme, user and the separator behind it
 * @param rest what follows: path of the repository, and of a directory in it
 */
record AddressHost(String host, String rest) {
    private static final String FILE = "file://";
    private static final String SSH = "ssh://";
    private static final String[] SCHEMES = {SSH, "https://", "http://", FILE};
    private static final String FORCED = "git::";
    private static final Pattern USER = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*@");
    private static final Pattern GITHUB = Pattern.compile("(?i)github\\.com[/:].*", Pattern.DOTALL);

    /** Empty for what has no scheme, and is neither {@code user@host} nor GitHub without a scheme. */
    static Optional<AddressHost> parse(String address) {
        String left = startsWith(address, FORCED) ? address.substring(FORCED.length()) : address;
        String scheme = scheme(left);
        left = left.substring(scheme.length());
        String user = user(left);
        left = left.substring(user.length());
        boolean isGitHub = GITHUB.matcher(left).matches();
        boolean withoutScheme = scheme.isEmpty();
        if (withoutScheme && user.isEmpty() && !isGitHub) {
            return Optional.empty();
        }
        if (scheme.equals(FILE)) {
            return Optional.of(new AddressHost(FILE, user + left));
        }
        int separator = separator(left, withoutScheme);
        String name = separator < 0 ? left : left.substring(0, separator + 1);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String rest = left.substring(name.length());
        return Optional.of(new AddressHost(isGitHub ? gitHub(scheme, user) : scheme + user + name, rest));
    }

    /** Whether the host is this machine's own disk. */
    boolean isLocal() {
        return host.equals(FILE);
    }

    private static String scheme(String address) {
        for (String scheme : SCHEMES) {
            if (startsWith(address, scheme)) {
                return scheme;
            }
        }
        return "";
    }

    private static String user(String address) {
        Matcher user = USER.matcher(address);
        return user.lookingAt() ? user.group() : "";
    }

    /** A colon separates host and path where there is no scheme, unless it stands behind a slash. */
    private static int separator(String address, boolean withoutScheme) {
        int slash = address.indexOf('/');
        int colon = withoutScheme ? address.indexOf(':') : -1;
        return colon > 0 && (slash < 0 || colon < slash) ? colon : slash;
    }

    private static String gitHub(String scheme, String user) {
        return scheme.equals(SSH) || !user.isEmpty() ? user + "github.com:" : "https://github.com/";
    }

    private static boolean startsWith(String text, String prefix) {
        return text.toLowerCase(Locale.ROOT).startsWith(prefix);
    }
}
