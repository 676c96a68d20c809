package io.github.ksailbot.outside.fetch.net;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The hosts that an operator lets things be fetched from. Without any, nothing is fetched. */
public final class AllowedHosts {
    private static final String NAME = "[a-z0-9]([a-z0-9._-]*[a-z0-9])?";
    private static final String PORT = "(:[1-9][0-9]{0,4})?";
    private static final Pattern ENTRY =
            Pattern.compile("\\*\\." + NAME + "|" + NAME + PORT + "|\\[[0-9a-f:.]+\\]" + PORT);

    private final Set<String> entries;

    /** Those of the entries that may be in a private network. */
    private final Set<String> inside;

    private AllowedHosts(Set<String> entries, Set<String> inside) {
        this.entries = entries;
        this.inside = inside;
    }

    /** Hosts of the internet. */
    public static AllowedHosts of(Collection<String> entries) {
        return of(entries, List.of());
    }

    /**
     * @param entries {@code HOST} for its usual port, {@code HOST:PORT} for another one, {@code *.DOMAIN} for all names below a
     *     domain; case does not matter, and an address of the Docker Hub stands for the hosts that it works with
     * @param inside the same for hosts that may be in a private network
     * @throws IllegalArgumentException naming an entry that is none of these
     */
    public static AllowedHosts of(Collection<String> entries, Collection<String> inside) {
        Set<String> allInside = read(inside);
        Set<String> all = read(entries);
        all.addAll(allInside);
        return new AllowedHosts(all, allInside);
    }

    private static Set<String> read(Collection<String> entries) {
        Set<String> all = new LinkedHashSet<>();
        for (String entry : entries) {
            String host = entry.strip().toLowerCase(Locale.ROOT);
            if (!ENTRY.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "`" + entry + "` is no host to fetch from: write HOST, HOST:PORT or *.DOMAIN");
            }
            all.add(host);
            if (host.equals("docker.io")) {
                all.add("registry-1.docker.io");
                all.add("auth.docker.io");
            }
        }
        return all;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Why nothing may be fetched from a host, as half a sentence; empty when it may.
     *
     * @param port of the address; that of the scheme where none is written
     * @param isUsual whether it is that of the scheme
     */
    Optional<String> refusal(String host, int port, boolean isUsual) {
        String name = host.toLowerCase(Locale.ROOT);
        return isAmong(entries, name, port, isUsual)
                ? Optional.empty()
                : Optional.of("`" + name + (isUsual ? "" : ":" + port)
                        + "` is not among the hosts that this program may fetch from");
    }

    /** Whether a host, at this port, may be in a private network. */
    boolean mayBePrivate(String host, int port, boolean isUsual) {
        return isAmong(inside, host.toLowerCase(Locale.ROOT), port, isUsual);
    }

    /** Whether a host may be in a private network, at any port. */
    boolean mayBePrivate(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return isAmong(inside, name, 0, true) || inside.stream().anyMatch(entry -> entry.startsWith(name + ":"));
    }

    private static boolean isAmong(Set<String> entries, String name, int port, boolean isUsual) {
        return entries.contains(name + ":" + port)
                || (isUsual && (entries.contains(name) || isBelowOne(entries, name)));
    }

    private static boolean isBelowOne(Set<String> entries, String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (entries.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
