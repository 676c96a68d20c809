package io.github.ksailbot.delivery.cluster;

import io.github.ksailbot.delivery.retry.Pause;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A person's own clusters, found as kubectl finds them: the environment's kubeconfig, else the files of
 * {@code KUBECONFIG}, else {@code ~/.kube/config}. The context is still the environment's.
 */
public final class UserClusters implements Clusters {
    private final Path home;
    private final Path base;
    private final String variable;
    private final Connector connector;
    private final ClientCache cache = new ClientCache();

    /**
     * @param home of the user
     * @param base what relative paths of an environment start from
     * @param variable the value of {@code KUBECONFIG}; may be empty
     */
    public UserClusters(Path home, Path base, String variable, ClusterLimits limits) {
        this.home = home;
        this.base = base;
        this.variable = variable;
        this.connector = new Connector(limits, Pause.SLEEP);
    }

    @Override
    public ClusterApi open(ClusterRef ref, String repository) throws ClusterException {
        List<Path> files = files(ref);
        TreeSet<String> contexts = new TreeSet<>();
        for (Path file : files) {
            Kubeconfig config = Kubeconfig.read(file, KubeconfigRules.OWN);
            contexts.addAll(config.contexts());
            boolean only = ref.context().isEmpty()
                    && files.size() == 1
                    && config.contexts().size() == 1;
            String context = only ? config.contexts().get(0) : ref.context();
            if (config.has(context)) {
                ClusterAccess access = config.access(context);
                return cache.get(
                        file + "\n" + context,
                        access,
                        () -> access.plugin() ? connector.connectByPlugin(file, context) : connector.connect(access));
            }
        }
        String known = files.isEmpty()
                ? "there is no kubeconfig"
                : "`" + files.get(0) + "`" + (files.size() > 1 ? " and more" : "") + " has "
                        + Kubeconfig.named(List.copyOf(contexts));
        if (ref.context().isEmpty()) {
            throw new ClusterException("The environment names no context, and " + known
                    + ". Write `spec.cluster.connection.context` into its ksail file.");
        }
        throw new ClusterException(
                "The context `" + ref.context() + "` of the environment was not found: " + known + ".");
    }

    /** Whatever a person names is theirs. */
    @Override
    public boolean serves(ClusterRef cluster, String repository) {
        return true;
    }

    private List<Path> files(ClusterRef ref) throws ClusterException {
        if (!ref.kubeconfig().isEmpty()) {
            Path file = expanded(ref.kubeconfig());
            if (!Files.isReadable(file)) {
                throw new ClusterException("The environment's kubeconfig `" + file + "` cannot be read.");
            }
            return List.of(file);
        }
        List<Path> files = new ArrayList<>();
        for (String name : variable.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!name.isBlank() && Files.isReadable(Path.of(name))) {
                files.add(Path.of(name));
            }
        }
        Path standard = home.resolve(".kube").resolve("config");
        if (variable.isBlank() && Files.isReadable(standard)) {
            files.add(standard);
        }
        return files;
    }

    private Path expanded(String path) {
        return path.startsWith("~/") ? home.resolve(path.substring(2)) : base.resolve(path);
    }

    @Override
    public void close() {
        cache.close();
    }
}
