package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.store.Apps;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.Map;

/** An App where it is installed. */
public final class SandboxInstallation {

    private final World world;
    private final Installation installation;

    SandboxInstallation(World world, Installation installation) {
        this.world = world;
        this.installation = installation;
    }

    public long id() {
        return installation.id;
    }

    /** A token with all permissions on all repositories, valid for an hour. */
    public String token() {
        return world.locked(() -> new Apps(world)
                .issue(installation, installation.permissions, null)
                .value());
    }

    /** The account takes permissions away or grants more. */
    public void permissions(Map<String, String> permissions) {
        world.locked(() -> {
            installation.permissions = Map.copyOf(permissions);
        });
    }

    public void suspend() {
        world.locked(() -> new Apps(world).suspend(installation, true));
    }

    public void unsuspend() {
        world.locked(() -> new Apps(world).suspend(installation, false));
    }

    public void uninstall() {
        world.locked(() -> new Apps(world).uninstall(installation));
    }

    public void add(SandboxRepository repository) {
        world.locked(() -> new Apps(world).addRepository(installation, repository.repo));
    }

    public void remove(SandboxRepository repository) {
        world.locked(() -> new Apps(world).removeRepository(installation, repository.repo));
    }
}
