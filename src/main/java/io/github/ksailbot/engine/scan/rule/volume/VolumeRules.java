package io.github.ksailbot.engine.scan.rule.volume;

import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;
import java.util.Set;

/** The rules of this room by Kubescape's names. */
public final class VolumeRules {
    /** Who can talk to one of these starts containers on the node. */
    private static final Set<Object> SOCKETS = Set.of(
            "/var/run/docker.sock", "/var/run/docker", "/run/containerd/containerd.sock", "/var/run/crio/crio.sock");

    private VolumeRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "alert-any-hostpath", new MountedHostPath(path -> true, "is a path of the node."),
                "alert-mount-potential-credentials-paths", new CloudCredentials(),
                "alert-rw-hostpath", new WritableHostPath(),
                "containers-mounting-docker-socket",
                        new MountedHostPath(SOCKETS::contains, "leads to the container runtime of the node."));
    }
}
