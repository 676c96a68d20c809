package io.github.ksailbot.delivery.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The cluster that this process runs in, by the service account that Kubernetes mounts into every pod.
 *
 * @param directory with {@code token} and {@code ca.crt}
 * @param environment of the process
 */
record InCluster(Path directory, Map<String, String> environment) {
    static InCluster ofThisProcess() {
        return new InCluster(Path.of("/var/run/secrets/kubernetes.io/serviceaccount"), System.getenv());
    }

    ClusterAccess access() throws ClusterException {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        Path token = directory.resolve("token");
        if (host.isEmpty() || !Files.isReadable(token)) {
            throw new ClusterException(
                    "This process does not run in a cluster: there is no service account in `" + directory + "`.");
        }
        try {
            String authority = Files.readString(directory.resolve("ca.crt"));
            String address = host.contains(":") ? "[" + host + "]" : host;
            return new ClusterAccess(
                    URI.create("https://" + address + ":" + port),
                    authority,
                    false,
                    null,
                    null,
                    null,
                    null,
                    token,
                    null,
                    null,
                    false);
        } catch (IOException e) {
            throw new ClusterException("The service account in `" + directory + "` cannot be read.", e);
        }
    }
}
