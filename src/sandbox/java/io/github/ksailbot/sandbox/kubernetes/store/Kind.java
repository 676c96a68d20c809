package io.github.ksailbot.sandbox.kubernetes.store;

import java.util.List;

/**
 * A kind of object that the server serves.
 *
 * @param group empty for core
 * @param versions the first one is preferred; objects are the same in all of them
 * @param plural as it stands in paths
 * @param status whether status is written through a path of its own only
 * @param generation whether the server counts the changes of what is wished
 */
public record Kind(
        String group,
        List<String> versions,
        String plural,
        String kind,
        boolean namespaced,
        boolean status,
        boolean generation) {
    public Kind {
        versions = List.copyOf(versions);
    }

    public String version() {
        return versions.get(0);
    }

    public String apiVersion(String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code kustomizations.kustomize.toolkit.fluxcd.io}, or {@code pods}: as error messages name it. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Whether it comes from a CustomResourceDefinition. */
    public boolean custom() {
        return group.contains(".") && !group.endsWith(".k8s.io");
    }
}
