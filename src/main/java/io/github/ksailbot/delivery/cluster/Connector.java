package io.github.ksailbot.delivery.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.ksailbot.delivery.retry.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes clients of what a cluster takes, and of nothing that lies around on the machine. */
final class Connector {
    private final ClusterLimits limits;
    private final Pause pause;

    /** @param pause between requests that are made again */
    Connector(ClusterLimits limits, Pause pause) {
        this.limits = limits;
        this.pause = pause;
    }

    ClusterApi connect(ClusterAccess access) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(access.server().toString())
                .withTrustCerts(access.insecure());
        if (access.certificateAuthority() != null) {
            config.withCaCertData(base64(access.certificateAuthority()));
        }
        if (access.clientCertificate() != null && access.clientKey() != null) {
            config.withClientCertData(base64(access.clientCertificate()))
                    .withClientKeyData(base64(access.clientKey()))
                    .withClientKeyAlgo(algorithm(access.clientKey()));
        }
        if (access.username() != null && access.password() != null) {
            config.withUsername(access.username()).withPassword(access.password());
        }
        Path tokenFile = access.tokenFile();
        if (tokenFile != null) {
            config.withOauthTokenProvider(() -> token(tokenFile, access.token()));
        } else if (access.token() != null) {
            config.withOauthToken(access.token());
        }
        if (access.proxy() != null) {
            config.withHttpsProxy(access.proxy().toString())
                    .withHttpProxy(access.proxy().toString());
        }
        return persistent(client(config));
    }

    /** For a kubeconfig whose user runs a program, which the rules allowed. */
    ClusterApi connectByPlugin(Path kubeconfig, String context) throws ClusterException {
        try {
            Config read = Config.fromKubeconfig(context, Files.readString(kubeconfig), kubeconfig.toString());
            return persistent(client(new ConfigBuilder(read)));
        } catch (IOException | RuntimeException e) {
            throw new ClusterException(
                    "The program that the kubeconfig `" + kubeconfig + "` names gave no credentials.", e);
        }
    }

    private ClusterApi persistent(KubernetesClient client) {
        return new PersistentClusterApi(new HttpClusterApi(client, limits), pause);
    }

    private KubernetesClient client(ConfigBuilder config) {
        Config complete = config.withConnectionTimeout((int) limits.connect().toMillis())
                .withRequestTimeout((int) limits.answer().toMillis())
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .build();
        return new KubernetesClientBuilder().withConfig(complete).build();
    }

    /** Tokens that are mounted into pods are replaced every hour or so. */
    private static @Nullable String token(Path file, @Nullable String fallback) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return fallback;
        }
    }

    private static String algorithm(String key) {
        return key.contains("BEGIN EC PRIVATE KEY") ? "EC" : "RSA";
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
