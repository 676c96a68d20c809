package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code GitRepo}: which directories of a repository Fleet deploys, and where to.
 *
 * @param namespace whose clusters it is for; empty when it is not written
 * @param namesBundles whether it names bundles one by one, each with a file of its own: then paths tell nothing
 * @param paths patterns of directories with bundles
 * @param targets as they are written; the group {@code default} when none is
 * @param targetNamespace that everything is put into, whatever the bundles say; empty for none
 * @see <a href="https://fleet.rancher.io/ref-gitrepo">GitRepo</a>
 */
public record GitRepo(
        String namespace,
        String name,
        String url,
        boolean namesBundles,
        List<BundlePath> paths,
        List<MappingNode> targets,
        String targetNamespace,
        Origin origin) {
    public GitRepo {
        paths = List.copyOf(paths);
        targets = List.copyOf(targets);
    }

    /** What an object says. */
    public static GitRepo of(Manifest manifest) {
        MappingNode spec = manifest.spec();
        List<BundlePath> paths = new ArrayList<>();
        boolean namesBundles = !spec.mappings("bundles").isEmpty();
        SequenceNode written = namesBundles ? null : spec.sequence("paths");
        for (Node path : written == null ? List.<Node>of() : written.items()) {
            if (path instanceof ScalarNode scalar) {
                paths.add(BundlePath.of(scalar.text()));
            }
        }
        List<MappingNode> targets = spec.mappings("targets");
        return new GitRepo(
                manifest.namespace(),
                manifest.name(),
                spec.text("repo"),
                namesBundles,
                paths.isEmpty() ? List.of(BundlePath.ALL) : paths,
                targets.isEmpty() ? List.of(byDefault(manifest.origin())) : targets,
                spec.text("targetNamespace"),
                manifest.origin());
    }

    /** The target of what names none. */
    static MappingNode byDefault(Origin origin) {
        return MappingNode.empty(origin).with("clusterGroup", ScalarNode.string("default", origin));
    }

    /** Whether a directory is one of its paths, so that it is a bundle without a file that says so. */
    public boolean names(SourcePath directory) {
        return !namesBundles && paths.stream().anyMatch(path -> path.matches(directory));
    }

    /** Whether a bundle is in or below one of its paths. */
    public boolean reaches(SourcePath bundle) {
        return paths.stream().anyMatch(path -> path.isAbove(bundle));
    }

    /** The same for clusters of all namespaces. */
    public GitRepo inAnyNamespace() {
        return new GitRepo("", name, url, namesBundles, paths, targets, targetNamespace, origin);
    }

    /** Whether clusters of a namespace can be meant: where one of the two is not written, nobody can tell. */
    boolean isFor(String other) {
        return namespace.isEmpty() || other.isEmpty() || namespace.equals(other);
    }
}
