package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.fleet.FleetFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.BoundedReads;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The bundles of a repository of Rancher Fleet, and the targets that get them in their own way. */
final class FleetLayout {
    private static final int MOST = 20_000;

    /** Of all files that are called like a bundle's. */
    private static final long MAX_BYTES = 64L << 20;

    private static final YamlReader READER = new YamlReader(new YamlLimits(1 << 20, 100, 100_000, 1_000, 10));

    private final SourceTree tree;
    private final BoundedReads reads;
    private final List<SourcePath> bundles = new ArrayList<>();
    private final Set<String> targets = new TreeSet<>();
    private int visited;

    FleetLayout(SourceTree tree) throws SourceException {
        this.tree = tree;
        this.reads = new BoundedReads(tree, MAX_BYTES);
        visit(SourcePath.ROOT);
    }

    /** Directories, by path; empty when the repository is none of Fleet. */
    List<SourcePath> bundles() {
        return bundles;
    }

    /** Those whose names can be names of environments. */
    Set<String> targets() {
        return targets;
    }

    private void visit(SourcePath directory) throws SourceException {
        if (++visited > MOST) {
            return;
        }
        List<String> names = tree.names(directory);
        if (names.contains(FleetFile.NAME) && isBundle(directory.child(FleetFile.NAME))) {
            bundles.add(directory);
        }
        for (String name : names) {
            SourcePath path = directory.child(name);
            if (!name.startsWith(".") && isRealDirectory(path)) {
                visit(path);
            }
        }
    }

    /** Others call files like this, too: Kubernetes' objects have a kind. */
    private boolean isBundle(SourcePath file) throws SourceException {
        reads.require(file);
        try {
            for (Node document : READER.read(file.value(), reads.read(file)).documents()) {
                if (document instanceof MappingNode root) {
                    if (root.has("kind")) {
                        return false;
                    }
                    new FleetFile(root)
                            .targets().stream().filter(EnvironmentName::isValid).forEach(targets::add);
                }
            }
            return true;
        } catch (SourceException e) {
            // rendering the bundle says what is wrong with its file
            return true;
        }
    }

    private boolean isRealDirectory(SourcePath path) throws SourceException {
        try {
            return tree.find(path)
                    .filter(entry -> entry.isDirectory() && entry.path().equals(path))
                    .isPresent();
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return false;
        }
    }
}
