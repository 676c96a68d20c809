package io.github.ksailbot.outside.fetch;

import java.util.Collection;
import java.util.LinkedHashSet;
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

    private AllowedHosts(Set<String> entries) {
        this.entries = entries;
    }

    /**
     * @param entries {@code HOST} for its usual port, {@code HOST:PORT} for another one, {@code *.DOMAIN} for all names below a
     *     domain; case does not matter, and an address of the Docker Hub stands for the hosts that it works with
     * @throws IllegalArgumentException naming an entry that is none of these
     */
    public static AllowedHosts of(Collection<String> entries) {
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
        return new AllowedHosts(all);
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
        boolean isAllowed =
                entries.contains(name + ":" + port) || (isUsual && (entries.contains(name) || isBelowAllowed(name)));
        return isAllowed
                ? Optional.empty()
                : Optional.of("`" + name + (isUsual ? "" : ":" + port)
                        + "` is not among the hosts that this program may fetch from");
    }

    private boolean isBelowAllowed(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (entries.contains("*" + name.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
