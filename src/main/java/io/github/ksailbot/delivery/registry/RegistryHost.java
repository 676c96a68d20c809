package io.github.ksailbot.delivery.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a registry is.
 *
 * @param name a host name or address in lower case; an IPv6 address in brackets
 * @param port 0 when none was given, which means that of the scheme
 */
public record RegistryHost(String name, int port) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+\\]");
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final int MAX_PORT = 65_535;
    private static final String DOCKER_HUB = "docker.io";

    public RegistryHost {
        name = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("not a registry's host and port");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** {@code host} or {@code host:port}, as it stands in references and in credential stores. */
    public String authority() {
        return port == 0 ? name : name + ":" + port;
    }

    /** Whether it is this machine itself, which is spoken to without TLS. */
    public boolean isLoopback() {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || LOOPBACK_ADDRESS.matcher(name).matches();
    }

    /** Docker Hub goes by one name and answers at another. */
    String apiAuthority() {
        return isDockerHub() ? "registry-1.docker.io" : authority();
    }

    boolean isDockerHub() {
        return port == 0 && (name.equals(DOCKER_HUB) || name.equals("index." + DOCKER_HUB));
    }

    @Override
    public String toString() {
        return authority();
    }
}
