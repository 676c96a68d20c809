package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Renders a bundle for one target: a kustomization where the file names one or the directory is one, else all YAML files of the
 * directory, with the target's overlays. A bundle with a chart is named and not rendered.
 *
 * <p>Findings beside those of the build: {@code fleet/helm}, {@code fleet/file}.
 */
public final class FleetBundle {
    private static final String OVERLAYS = "overlays";
    private static final String CHART = "Chart.yaml";
    private static final String PATCH = "_patch.";
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

    private final Kustomizer kustomizer;

    public FleetBundle(Kustomizer kustomizer) {
        this.kustomizer = kustomizer;
    }

    /** Whether a directory is a bundle. */
    public static boolean isOne(SourceTree tree, SourcePath directory) {
        try {
            return tree.find(directory.child(FleetFile.NAME))
                    .filter(SourceEntry::isFile)
                    .isPresent();
        } catch (SourceException e) {
            return false;
        }
    }

    /** @param target by its name in the file; any other name for what gets the bundle as it is */
    public Build build(SourceTree source, SourcePath directory, String target) {
        TracingSourceTree tree = new TracingSourceTree(source);
        List<Finding> findings = new ArrayList<>();
        try {
            FleetFile file = read(tree, directory, findings);
            if (file == null || file.leavesOut(target)) {
                return new Build(List.of(), findings, tree.trace());
            }
            Origin origin = file.root().origin();
            if (file.hasHelm(target) || tree.names(directory).contains(CHART)) {
                findings.add(new Finding(
                        RuleId.of("fleet/helm"),
                        Severity.NOTICE,
                        "What the chart of the bundle `%s` brings was not checked: charts of Fleet are not rendered."
                                .formatted(directory),
                        null,
                        "helm",
                        origin,
                        ""));
                return new Build(List.of(), findings, tree.trace());
            }
            Node named = file.get(target, "kustomize", "dir");
            SourcePath at = named instanceof ScalarNode path ? directory.resolve(path.text()) : directory;
            KustomizationFiles.Content content = KustomizationFiles.isIn(tree, at)
                    ? kustomizer.content(tree, at, findings::add)
                    : new KustomizationFiles.Content(
                            directory.child(KustomizationFiles.NAMES.get(0)), files(tree, directory, file, target));
            Node namespace = file.get(target, "namespace");
            if (namespace != null) {
                content = new KustomizationFiles.Content(
                        content.file(), content.root().with("namespace", namespace));
            }
            Build build = kustomizer.build(source, content.file().parent(), content, BuildOptions.FLUX);
            findings.addAll(build.findings());
            return new Build(build.manifests(), findings, tree.trace(List.of(build.trace())));
        } catch (SourceException e) {
            findings.add(Finding.error(
                    "fleet/file",
                    "The bundle `%s` cannot be read: %s.".formatted(directory, e.getMessage()),
                    Origin.of(directory.child(FleetFile.NAME).value(), 1, 1)));
        } catch (BuildException e) {
            findings.add(e.finding());
        }
        return new Build(List.of(), findings, tree.trace());
    }

    private static @Nullable FleetFile read(SourceTree tree, SourcePath directory, List<Finding> findings)
            throws SourceException {
        SourcePath path = directory.child(FleetFile.NAME);
        YamlDocuments documents = READER.read(path.value(), tree.read(path));
        findings.addAll(documents.findings());
        if (!documents.findings().isEmpty()) {
            return null;
        }
        return documents.documents().isEmpty() || !(documents.documents().get(0) instanceof MappingNode root)
                ? new FleetFile(MappingNode.empty(Origin.of(path.value(), 1, 1)))
                : new FleetFile(root);
    }

    /** A kustomization of all files: those of overlays take the places of those of the same name, or patch them. */
    private static MappingNode files(SourceTree tree, SourcePath directory, FleetFile file, String target)
            throws SourceException {
        Origin origin = file.root().origin();
        Map<String, String> resources = new TreeMap<>();
        collect(tree, directory, "", resources);
        List<Node> patches = new ArrayList<>();
        for (String overlay : file.overlays(target)) {
            Map<String, String> own = new TreeMap<>();
            SourcePath at = directory.child(OVERLAYS).resolve(overlay);
            collect(tree, at, "", own);
            for (Map.Entry<String, String> one : own.entrySet()) {
                String path = OVERLAYS + "/" + overlay + "/" + one.getValue();
                if (one.getKey().contains(PATCH)) {
                    patches.add(MappingNode.empty(origin).with("path", ScalarNode.string(path, origin)));
                } else {
                    resources.put(one.getKey(), path);
                }
            }
        }
        List<Node> all = new ArrayList<>();
        resources.values().forEach(path -> all.add(ScalarNode.string(path, origin)));
        MappingNode root = MappingNode.empty(origin).with("resources", new SequenceNode(all, origin));
        if (all.isEmpty()) {
            // kustomize refuses a kustomization that asks for nothing
            root = root.with("namespace", ScalarNode.string("_placeholder", origin));
        }
        return patches.isEmpty() ? root : root.with("patches", new SequenceNode(patches, origin));
    }

    private static void collect(SourceTree tree, SourcePath directory, String relative, Map<String, String> files)
            throws SourceException {
        for (String name : tree.names(directory)) {
            SourcePath path = directory.child(name);
            Optional<SourceEntry> entry =
                    tree.find(path).filter(one -> one.path().equals(path));
            if (entry.isEmpty() || name.startsWith(".") || name.equals(FleetFile.NAME)) {
                continue;
            }
            boolean isOverlays = relative.isEmpty() && name.equals(OVERLAYS);
            if (entry.get().isDirectory()) {
                // a bundle of its own is not a part of this one
                if (!isOverlays && !isOne(tree, path)) {
                    collect(tree, path, relative + name + "/", files);
                }
            } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                files.put(relative + name, relative + name);
            }
        }
    }
}
