package io.github.ksailbot.delivery.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.fault.RecordedRequest;
import java.nio.file.Path;
import java.util.List;

/** The bot's account in a cluster, with exactly the roles that {@code deploy/cluster} gives it. */
public final class DeployedRoles {
    private final SandboxCluster cluster;
    private final String token;

    private DeployedRoles(SandboxCluster cluster, String token) {
        this.cluster = cluster;
        this.token = token;
    }

    /** @param engine the directory below {@code deploy/cluster} */
    public static DeployedRoles in(SandboxCluster cluster, String engine) {
        cluster.apply(render("deploy/cluster/" + engine));
        return new DeployedRoles(cluster, cluster.users().issueServiceAccount("ksail-bot", "ksail-bot"));
    }

    /** What {@code kubectl apply -k} would apply. */
    public static String render(String directory) {
        try {
            Build build = new Kustomizer()
                    .build(
                            DirectorySourceTree.of(Path.of("").toAbsolutePath()),
                            SourcePath.parse(directory),
                            BuildOptions.COMMAND_LINE);
            assertThat(build.findings()).isEmpty();
            return YamlWriter.writeAll(
                    build.manifests().stream().map(Manifest::root).toList());
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }

    public String token() {
        return token;
    }

    /** Nothing was refused, and nothing is allowed that was not needed. */
    public void assertExact() {
        assertThat(cluster.requests().stream()
                        .filter(request -> request.user().endsWith(":ksail-bot"))
                        .filter(request -> request.status() == 403)
                        .map(RecordedRequest::line))
                .isEmpty();
        List<String> unused = cluster.rbac().unused(cluster.users().user(token)).stream()
                .map(grant -> grant.verb() + " " + grant.resource() + " by " + grant.role())
                .toList();
        assertThat(unused).isEmpty();
    }
}
