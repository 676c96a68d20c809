package io.github.ksailbot.sandbox.kubernetes.access;

import java.util.Set;

/** Who asks. */
public record User(String name, Set<String> groups) {
    public User {
        groups = Set.copyOf(groups);
    }

    static final User ADMIN = new User("kubernetes-admin", Set.of("system:masters", "system:authenticated"));

    boolean mayEverything() {
        return groups.contains("system:masters");
    }
}
