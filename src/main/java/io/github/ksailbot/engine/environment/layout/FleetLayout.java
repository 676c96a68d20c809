package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.fleet.FleetFile;
import io.github.ksailbot.engine.fleet.FleetInventory;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The bundles of a repository of Rancher Fleet, and the targets that get them in their own way. Where a {@code GitRepo} says what is
 * deployed, bundles lie in or below its paths, and a path with manifests is one without a file that says so.
 */
final class FleetLayout {
    private static final int MOST = 20_000;

    /** Of all files that are called like a bundle's, whether or not they were known before. */
    private static final long MOST_BYTES = 64L << 20;

    private static final String WHAT = "bundles of Fleet";
    private static final YamlReader READER = new YamlReader(new YamlLimits(1 << 20, 100, 100_000, 1_000, 10));

    private final SourceTree tree;
    private final LayoutMemo memo;
    private final List<SourcePath> bundles;
    private final Set<String> targets;
    private int visited;
    private long bytes;

    FleetLayout(SourceTree tree, LayoutMemo memo, FleetInventory inventory, List<Finding> findings)
            throws SourceException {
        this.tree = tree;
        this.memo = memo;
        Optional<SourceEntry> root = real(SourcePath.ROOT);
        Below all = root.isPresent() ? visit(root.get()) : Below.NOTHING;
        this.bundles = inventory.repositories().isEmpty() ? all.bundles() : deployed(all, inventory);
        this.targets = all.targets();
        if (visited > MOST && !bundles.isEmpty()) {
            findings.add(Finding.unchecked(
                    "fleet/limit",
                    "This repository has more than %d directories. Bundles of Fleet in those after them were not looked at."
                            .formatted(MOST),
                    null));
        }
    }

    /**
     * What is in and below a directory.
     *
     * @param plain directories with manifests that are no bundles by a file of their own
     * @param targets the first names of environments, one more than there can be
     * @param visited directories
     * @param bytes of files of bundles
     */
    private record Below(
            List<SourcePath> bundles, List<SourcePath> plain, SortedSet<String> targets, int visited, long bytes) {
        static final Below NOTHING = new Below(List.of(), List.of(), new TreeSet<>(), 0, 0);

        long weight() {
            return 100 + 100L * (bundles.size() + plain.size() + targets.size());
        }
    }

    /** Directories, by path; empty when the repository is none of Fleet. */
    List<SourcePath> bundles() {
        return bundles;
    }

    /** Those whose names can be names of environments. */
    Set<String> targets() {
        return targets;
    }

    private static List<SourcePath> deployed(Below all, FleetInventory inventory) {
        Set<SourcePath> deployed = new TreeSet<>();
        for (SourcePath bundle : all.bundles()) {
            if (inventory.repositories().stream().anyMatch(repository -> repository.reaches(bundle))) {
                deployed.add(bundle);
            }
        }
        Set<SourcePath> own = new HashSet<>(all.bundles());
        Set<SourcePath> asked = new HashSet<>();
        for (SourcePath plain : all.plain()) {
            // what a bundle below holds is that bundle's
            for (SourcePath at = plain; !own.contains(at) && asked.add(at); at = at.parent()) {
                if (inventory.names(at)) {
                    deployed.add(at);
                }
                if (at.isRoot()) {
                    break;
                }
            }
        }
        return List.copyOf(deployed);
    }

    private Below visit(SourceEntry directory) throws SourceException {
        LayoutMemo.Key key = LayoutMemo.key(tree, WHAT, directory);
        Below known = memo.get(key, Below.class);
        if (known != null && visited + known.visited() <= MOST && bytes + known.bytes() <= MOST_BYTES) {
            visited += known.visited();
            bytes += known.bytes();
            return known;
        }
        int visitedBefore = visited;
        long bytesBefore = bytes;
        List<SourcePath> found = new ArrayList<>();
        List<SourcePath> plain = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>();
        visited++;
        if (visited <= MOST) {
            walk(directory.path(), found, plain, names);
        }
        Below below =
                new Below(List.copyOf(found), List.copyOf(plain), names, visited - visitedBefore, bytes - bytesBefore);
        if (visited <= MOST) {
            memo.put(key, below, below.weight());
        }
        return below;
    }

    private void walk(SourcePath directory, List<SourcePath> found, List<SourcePath> plain, SortedSet<String> targets)
            throws SourceException {
        List<String> names = tree.names(directory);
        if (names.contains(FleetFile.NAME) && isBundle(directory.child(FleetFile.NAME), targets)) {
            found.add(directory);
        } else if (names.stream().anyMatch(name -> name.endsWith(".yaml") || name.endsWith(".yml"))) {
            plain.add(directory);
        }
        for (String name : names) {
            // Fleet looks into directories that others hide
            Optional<SourceEntry> entry = name.equals(".git") ? Optional.empty() : real(directory.child(name));
            if (entry.isPresent() && entry.get().isDirectory()) {
                Below below = visit(entry.get());
                found.addAll(below.bundles());
                plain.addAll(below.plain());
                addAll(below.targets(), targets);
            }
        }
    }

    /** By its first document, which is all that Fleet reads. Others call files like this, too: those with objects of Kubernetes. */
    private boolean isBundle(SourcePath file, SortedSet<String> targets) throws SourceException {
        if (bytes >= MOST_BYTES) {
            throw new SourceException(
                    SourceException.Reason.TOO_LARGE,
                    file,
                    "there are more than " + (MOST_BYTES >> 20) + " MiB of files to look into, which is the limit");
        }
        try {
            byte[] content = tree.read(file);
            bytes += content.length;
            List<Node> documents = READER.read(file.value(), content).documents();
            if (!documents.isEmpty() && documents.get(0) instanceof MappingNode root) {
                FleetFile bundle = new FleetFile(root);
                if (bundle.isObject()) {
                    return false;
                }
                addAll(bundle.targets(), targets);
            }
            return true;
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                // a storage that fails now may work the next moment, and what was found is kept
                throw e;
            }
            // rendering the bundle says what is wrong with its file
            return true;
        }
    }

    private static void addAll(Collection<String> names, SortedSet<String> targets) {
        for (String name : names) {
            if (EnvironmentName.isValid(name)) {
                targets.add(name);
            }
            if (targets.size() > FleetScan.MOST + 1) {
                targets.remove(targets.last());
            }
        }
    }

    /** Empty for links: what they lead to is found where it is. */
    private Optional<SourceEntry> real(SourcePath path) throws SourceException {
        try {
            return tree.find(path).filter(entry -> entry.path().equals(path));
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
