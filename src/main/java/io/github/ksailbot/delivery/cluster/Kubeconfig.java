package io.github.ksailbot.delivery.cluster;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig, read by ourselves: what it asks of this process is judged before any library acts on it.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig v1</a>
 */
final class Kubeconfig {
    private static final YamlLimits LIMITS = new YamlLimits(2 << 20, 30, 50_000, 100, 5);
    private static final int FILE_BYTES = 1 << 20;

    private final Path file;
    private final KubeconfigRules rules;
    private final Map<String, MappingNode> clusters = new TreeMap<>();
    private final Map<String, MappingNode> users = new TreeMap<>();
    private final Map<String, MappingNode> contexts = new TreeMap<>();

    private Kubeconfig(Path file, KubeconfigRules rules) {
        this.file = file;
        this.rules = rules;
    }

    static Kubeconfig read(Path file, KubeconfigRules rules) throws ClusterException {
        Kubeconfig config = new Kubeconfig(file, rules);
        MappingNode root = root(file);
        collect(root.sequence("clusters"), "cluster", config.clusters);
        collect(root.sequence("users"), "user", config.users);
        collect(root.sequence("contexts"), "context", config.contexts);
        return config;
    }

    List<String> contexts() {
        return List.copyOf(contexts.keySet());
    }

    boolean has(String context) {
        return contexts.containsKey(context);
    }

    /** What a context of this file stands for; the current context plays no part. */
    ClusterAccess access(String context) throws ClusterException {
        MappingNode chosen = contexts.get(context);
        if (chosen == null) {
            throw new ClusterException("The kubeconfig `" + file + "` has no context `" + context + "`; it has "
                    + named(contexts()) + ".");
        }
        MappingNode cluster = part(clusters, chosen.text("cluster"), "cluster", context);
        String userName = chosen.text("user");
        MappingNode user =
                userName.isEmpty() ? MappingNode.empty(cluster.origin()) : part(users, userName, "user", context);
        boolean plugin = user.has("exec") || user.has("auth-provider");
        if (plugin && !rules.plugins()) {
            throw new ClusterException("The kubeconfig `" + file + "` gets the credentials of `" + userName
                    + "` from a program (`exec` or `auth-provider`), which is not allowed here. Use a token or a client"
                    + " certificate, or let the operator allow plugins for this cluster.");
        }
        if (!user.text("as").isEmpty() || user.has("as-groups")) {
            throw new ClusterException(
                    "The kubeconfig `" + file + "` impersonates another user, which is not supported.");
        }
        String tokenFile = user.text("tokenFile");
        return new ClusterAccess(
                server(cluster, context),
                pem(cluster, "certificate-authority-data", "certificate-authority"),
                "true".equals(cluster.text("insecure-skip-tls-verify")),
                proxy(cluster),
                pem(user, "client-certificate-data", "client-certificate"),
                pem(user, "client-key-data", "client-key"),
                orNull(user.text("token")),
                tokenFile.isEmpty() ? null : allowed(tokenFile),
                orNull(user.text("username")),
                orNull(user.text("password")),
                plugin);
    }

    private URI server(MappingNode cluster, String context) throws ClusterException {
        String server = cluster.text("server");
        if (!server.matches("(?i)https?://.+")) {
            throw new ClusterException(
                    "The cluster of context `" + context + "` in `" + file + "` has no server address.");
        }
        return uri(server);
    }

    private @Nullable URI proxy(MappingNode cluster) throws ClusterException {
        String proxy = cluster.text("proxy-url");
        return proxy.isEmpty() ? null : uri(proxy);
    }

    private URI uri(String text) throws ClusterException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ClusterException("The kubeconfig `" + file + "` holds an address that is none.", e);
        }
    }

    private @Nullable String pem(MappingNode from, String dataKey, String fileKey) throws ClusterException {
        String data = from.text(dataKey);
        if (!data.isEmpty()) {
            try {
                return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
            } catch (IllegalArgumentException e) {
                throw new ClusterException("`" + dataKey + "` in the kubeconfig `" + file + "` is not base64.", e);
            }
        }
        String path = from.text(fileKey);
        return path.isEmpty() ? null : content(allowed(path));
    }

    /** A file that the kubeconfig names, if it may. Links are followed before it is judged. */
    private Path allowed(String named) throws ClusterException {
        Path home = file.toAbsolutePath().getParent();
        Path path = home == null ? Path.of(named) : home.resolve(named);
        try {
            Path real = path.toRealPath();
            if (!rules.filesAnywhere() && (home == null || !real.startsWith(home.toRealPath()))) {
                throw new ClusterException("The kubeconfig `" + file + "` names `" + named
                        + "`, which lies outside of its own directory. Put it beside the kubeconfig, write it into it"
                        + " (`…-data`), or let the operator allow files anywhere for this cluster.");
            }
            return real;
        } catch (IOException e) {
            throw new ClusterException("The kubeconfig `" + file + "` names `" + named + "`, which cannot be read.", e);
        }
    }

    private static String content(Path path) throws ClusterException {
        try {
            if (Files.size(path) > FILE_BYTES) {
                throw new ClusterException("`" + path + "` is too large for a certificate or a key.");
            }
            return Files.readString(path, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new ClusterException("`" + path + "` cannot be read.", e);
        }
    }

    private MappingNode part(Map<String, MappingNode> parts, String name, String what, String context)
            throws ClusterException {
        MappingNode part = parts.get(name);
        if (part == null) {
            throw new ClusterException("The context `" + context + "` in `" + file + "` names the " + what + " `" + name
                    + "`, which the file does not have.");
        }
        return part;
    }

    private static MappingNode root(Path file) throws ClusterException {
        byte[] content;
        try {
            if (Files.size(file) > LIMITS.bytes()) {
                throw new ClusterException("The kubeconfig `" + file + "` is too large.");
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ClusterException("The kubeconfig `" + file + "` cannot be read.", e);
        }
        YamlDocuments yaml = new YamlReader(LIMITS).read(file.toString(), content);
        if (!yaml.findings().isEmpty()
                || yaml.documents().isEmpty()
                || !(yaml.documents().get(0) instanceof MappingNode root)) {
            throw new ClusterException("The file `" + file + "` is not a kubeconfig.");
        }
        return root;
    }

    private static void collect(@Nullable SequenceNode list, String key, Map<String, MappingNode> into) {
        if (list == null) {
            return;
        }
        for (Node item : list.items()) {
            if (item instanceof MappingNode entry && entry.get(key) instanceof MappingNode content) {
                // as kubectl does: the first of a name counts
                into.putIfAbsent(entry.text("name"), content);
            }
        }
    }

    static String named(List<String> names) {
        List<String> quoted = new ArrayList<>();
        for (String name : names) {
            quoted.add("`" + name + "`");
        }
        return quoted.isEmpty() ? "none" : String.join(", ", quoted);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
