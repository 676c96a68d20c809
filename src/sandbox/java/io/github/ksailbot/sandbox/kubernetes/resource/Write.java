package io.github.ksailbot.sandbox.kubernetes.resource;

import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;

/**
 * How something is written.
 *
 * @param dryRun whether everything happens save that it is kept
 */
public record Write(Manager manager, boolean dryRun) {
    public static Write by(String manager) {
        return new Write(Manager.update(manager, ""), false);
    }

    public static Write statusBy(String manager) {
        return new Write(Manager.update(manager, "status"), false);
    }

    boolean toStatus() {
        return "status".equals(manager.subresource());
    }
}
