package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.Visits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plain files of a bundle, with those of its overlays over them: a file of the same name takes the other one's place, one that is
 * called {@code NAME_patch.yaml} patches {@code NAME.yaml}. Those of {@code templates} are templates of Helm.
 */
final class BundleFiles {
    private static final String TEMPLATES = "templates/";
    private static final String CHART = "Chart.yaml";

    private final SourceTree tree;
    private final SourcePath directory;
    private final Origin origin;
    private final Set<String> values;
    private final Map<String, String> files = new TreeMap<>();
    private final List<String> patches = new ArrayList<>();
    private final Visits visits = new Visits();

    /**
     * @param values names of files that hold values of charts, and are applied to nothing
     * @param origin of what is asked for by nobody else
     */
    BundleFiles(SourceTree tree, SourcePath directory, List<ScalarNode> overlays, Set<String> values, Origin origin)
            throws SourceException, BundleException {
        this.tree = tree;
        this.values = Set.copyOf(values);
        this.directory = directory;
        this.origin = origin;
        collect(directory, "", FleetIgnore.NOTHING, files);
        for (ScalarNode named : overlays) {
            String overlay = named.text();
            SourcePath at = directory.child(OverlayPatch.OVERLAYS).resolve(overlay);
            if (tree.find(at).filter(SourceEntry::isDirectory).isEmpty()) {
                throw new BundleException(missing(at, named));
            }
            Map<String, String> own = new TreeMap<>();
            collect(at, "", FleetIgnore.NOTHING, own);
            for (Map.Entry<String, String> one : own.entrySet()) {
                add(one.getKey(), OverlayPatch.OVERLAYS + "/" + overlay + "/" + one.getValue());
            }
        }
    }

    private Finding missing(SourcePath overlay, ScalarNode named) throws SourceException {
        boolean hasOverlays =
                tree.find(overlay.parent()).filter(SourceEntry::isDirectory).isPresent();
        String near = hasOverlays ? Spelling.nearest(named.text(), tree.names(overlay.parent())) : "";
        return Finding.error("fleet/overlay", "There is no directory `%s`.".formatted(overlay), named.origin())
                .atField("yaml.overlays")
                .withFix(
                        near.isEmpty()
                                ? "Correct the name, or add the directory below `overlays` of the bundle."
                                : "Did you mean `" + near + "`?");
    }

    private void add(String name, String path) throws BundleException {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (!file.contains(OverlayPatch.MARK)) {
            files.put(name, path);
            return;
        }
        String target = name.substring(0, name.length() - file.length()) + file.replaceFirst(OverlayPatch.MARK, ".");
        if (!files.containsKey(target)) {
            throw new BundleException(Finding.error(
                    "fleet/overlay",
                    "`%s` patches `%s`, which the bundle does not have.".formatted(path, target),
                    Origin.of(directory.value() + "/" + path, 1, 1)));
        }
        patches.add(path);
    }

    private void collect(SourcePath at, String relative, FleetIgnore above, Map<String, String> into)
            throws SourceException {
        FleetIgnore ignored = above.in(tree, at);
        for (String name : tree.names(at)) {
            SourcePath path = at.child(name);
            visits.count(path);
            Optional<SourceEntry> entry =
                    tree.find(path).filter(one -> one.path().equals(path));
            if (entry.isEmpty()
                    || name.startsWith(".")
                    || name.equals(FleetFile.NAME)
                    || values.contains(relative + name)
                    || ignored.leavesOut(name, entry.get().isDirectory())) {
                continue;
            }
            boolean isOverlays = relative.isEmpty() && name.equals(OverlayPatch.OVERLAYS);
            if (entry.get().isDirectory()) {
                // a bundle or a chart of its own is not a part of this one
                boolean isOwn = tree.find(path.child(FleetFile.NAME)).isPresent()
                        || tree.find(path.child(CHART)).isPresent();
                if (!isOverlays && !isOwn) {
                    collect(path, relative + name + "/", ignored, into);
                }
            } else if (name.matches("(?s).*\\.(yaml|yml|json)")) {
                into.put(relative + name, relative + name);
            }
        }
    }

    /** A kustomization of all files but templates. */
    MappingNode kustomization() {
        List<Node> resources = new ArrayList<>();
        files.forEach((name, path) -> {
            if (!name.startsWith(TEMPLATES)) {
                resources.add(ScalarNode.string(path, origin));
            }
        });
        List<Node> all = new ArrayList<>();
        patches.forEach(path -> all.add(MappingNode.empty(origin).with("path", ScalarNode.string(path, origin))));
        MappingNode root = MappingNode.empty(origin).with("resources", new SequenceNode(resources, origin));
        if (resources.isEmpty()) {
            // kustomize refuses a kustomization that asks for nothing
            root = root.with("namespace", ScalarNode.string("_placeholder", origin));
        }
        return all.isEmpty() ? root : root.with("patches", new SequenceNode(all, origin));
    }

    /** The chart that Fleet makes of templates; null when there are none. */
    @Nullable Chart templates() throws SourceException, ChartException {
        TreeMap<String, ChartFile> chart = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().startsWith(TEMPLATES)) {
                SourcePath path = directory.resolve(file.getValue());
                chart.put(file.getKey(), new ChartFile(tree.read(path), OriginFile.of(path.value())));
            }
        }
        if (chart.isEmpty()) {
            return null;
        }
        byte[] metadata = "apiVersion: v2\nname: bundle\nversion: 0.0.0\n".getBytes(StandardCharsets.UTF_8);
        chart.put(
                CHART,
                new ChartFile(
                        metadata, OriginFile.of(directory.child(FleetFile.NAME).value())));
        return Chart.of(chart);
    }
}
