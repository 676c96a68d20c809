package io.github.ksailbot.delivery.registry;

import java.util.regex.Pattern;

/**
 * {@code host[:port][/path[:tag]]}, as KSail reads it: no address at all is the local registry, and a local one has a port
 * of its own when none is given.
 *
 * @param path the repository; empty when there is none
 * @param tag empty when there is none
 */
public record RegistryAddress(RegistryHost host, String path, String tag) {
    /** Of KSail's local registry. */
    static final int LOCAL_PORT = 5050;

    private static final String COMPONENT = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,9}");
    private static final int MAX_PORT = 65_535;
    /** What distribution takes, host included. */
    private static final int MAX_REPOSITORY = 255;

    /**
     * @param text variables already replaced; shown in messages, so that it must hold no password
     * @throws RegistrySettingException when it names no host, or no repository or tag that a registry would take
     */
    public static RegistryAddress parse(String text) throws RegistrySettingException {
        String address = text.strip();
        if (address.isEmpty()) {
            return new RegistryAddress(new RegistryHost("localhost", LOCAL_PORT), "", "");
        }
        if (address.contains("://")) {
            throw new RegistrySettingException("The registry `" + withoutCredentials(address)
                    + "` starts with a scheme. Write `host[:port][/path[:tag]]`.");
        }
        if (address.indexOf('@') >= 0) {
            throw new RegistrySettingException(
                    "The registry's address has an `@` in it. Write credentials as `user:${TOKEN}@host/path`, each in a"
                            + " variable of its own if it has a special character; a digest cannot be pushed to.");
        }
        int slash = address.indexOf('/');
        String authority = slash > 0 ? address.substring(0, slash) : address;
        String rest = slash > 0 ? address.substring(slash + 1) : "";
        int colon = rest.lastIndexOf(':');
        String path = colon > 0 ? rest.substring(0, colon) : rest;
        String tag = colon > 0 ? rest.substring(colon + 1) : "";
        if (!path.isEmpty()) {
            requireRepository(path);
        }
        if (colon > 0) {
            requireTag(tag);
        }
        return new RegistryAddress(host(authority), path, tag);
    }

    private static RegistryHost host(String authority) throws RegistrySettingException {
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        String portText = colon > 0 ? authority.substring(colon + 1) : "";
        String name = colon > 0 ? authority.substring(0, colon) : authority;
        if (!RegistryHost.isName(name) || (colon > 0 && !isPort(portText))) {
            throw new RegistrySettingException("`" + authority
                    + "` is not a registry's host: a name or address, with a port between 1 and 65535 behind a `:` if it"
                    + " has one.");
        }
        int port = colon > 0 ? Integer.parseInt(portText) : 0;
        boolean isLocal = name.equals("localhost") || name.equals("127.0.0.1");
        return new RegistryHost(name, port == 0 && isLocal ? LOCAL_PORT : port);
    }

    static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Long.parseLong(text) <= MAX_PORT;
    }

    static void requireRepository(String path) throws RegistrySettingException {
        if (!REPOSITORY.matcher(path).matches() || path.length() > MAX_REPOSITORY) {
            throw new RegistrySettingException("`" + path
                    + "` is not a repository's name: lower-case letters and digits, with single `.`, `_`, `__` or `-`"
                    + " between them, and `/` between the parts.");
        }
    }

    static void requireTag(String tag) throws RegistrySettingException {
        if (!TAG.matcher(tag).matches()) {
            throw new RegistrySettingException("`" + tag
                    + "` is not a tag: letters, digits, `_`, `.` and `-`, not starting with `.` or `-`, at most 128.");
        }
    }

    private static String withoutCredentials(String address) {
        return address.replaceAll("//.*@", "//***@");
    }
}
