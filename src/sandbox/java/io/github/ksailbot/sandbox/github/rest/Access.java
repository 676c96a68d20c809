package io.github.ksailbot.sandbox.github.rest;

import java.util.List;

/** What a route asks of its caller. */
sealed interface Access {

    Access ANYONE = new Open();
    Access APP = new ByApp();
    Access INSTALLATION = new ByInstallation();

    record Open() implements Access {}

    record ByApp() implements Access {}

    record ByInstallation() implements Access {}

    /**
     * Access to the repository that the path names.
     *
     * @param permissions any of them suffices
     * @param level {@code read} or {@code write}
     */
    record ToRepository(List<String> permissions, String level) implements Access {}

    static Access read(String... permissions) {
        return new ToRepository(List.of(permissions), "read");
    }

    static Access write(String... permissions) {
        return new ToRepository(List.of(permissions), "write");
    }
}
