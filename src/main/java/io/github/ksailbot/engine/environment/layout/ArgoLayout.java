package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.BoundedReads;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where Argo CD begins in a repository: directories with Applications and ApplicationSets, or charts that make such, that no
 * Application of the repository applies. They count only when one of them applies something of this repository.
 */
final class ArgoLayout {
    private static final String API = "argoproj.io/v";
    private static final String CHART = "Chart.yaml";
    private static final int MAX_DIRECTORIES = 20_000;

    /** Of all templates of charts, which are looked through for Applications. */
    private static final long MAX_BYTES = 128L << 20;

    private final SourceTree tree;
    private final BoundedReads reads;
    private final LayoutMemo memo;
    private final List<Finding> findings;
    private final Set<SourcePath> applied = new HashSet<>();
    private final Set<SourcePath> holders = new TreeSet<>();
    private final Set<String> names = new HashSet<>();
    private boolean hasOwn;
    private boolean isDistinct = true;
    private int directories;

    /** @param findings gets those about what was not looked at */
    ArgoLayout(SourceTree tree, LayoutMemo memo, List<Finding> findings) {
        this.tree = tree;
        this.reads = new BoundedReads(tree, MAX_BYTES);
        this.memo = memo;
        this.findings = findings;
    }

    /**
     * @param directories at which it begins, by path
     * @param isOne whether all of them can be of one cluster, for no object is in two of them
     */
    record Roots(List<SourcePath> directories, boolean isOne) {}

    Roots find() throws SourceException {
        for (BootstrapScan.Found found :
                new BootstrapScan(tree, List.of(API), memo).find(ArgoLayout::isOfInterest, findings)) {
            add(found.file().parent(), found.manifest());
        }
        charts(SourcePath.ROOT);
        List<SourcePath> roots =
                holders.stream().filter(directory -> !isApplied(directory)).toList();
        return new Roots(hasOwn ? roots : List.of(), isDistinct);
    }

    private static boolean isOfInterest(Manifest manifest) {
        return manifest.apiVersion().startsWith(API)
                && (manifest.kind().equals("Application") || manifest.kind().equals("ApplicationSet"));
    }

    private void add(SourcePath directory, Manifest manifest) throws SourceException {
        holders.add(directory);
        isDistinct &= names.add(manifest.kind() + "/" + manifest.namespace() + "/" + manifest.name());
        if (manifest.kind().equals("ApplicationSet")) {
            hasOwn |= hasGit(manifest.root());
            return;
        }
        List<MappingNode> sources = new ArrayList<>();
        Node one = FieldPath.of("spec", "source").find(manifest.root());
        Node several = FieldPath.of("spec", "sources").find(manifest.root());
        if (one instanceof MappingNode mapping) {
            sources.add(mapping);
        }
        for (Node source : several instanceof SequenceNode all ? all.items() : List.<Node>of()) {
            if (source instanceof MappingNode mapping) {
                sources.add(mapping);
            }
        }
        for (MappingNode source : sources) {
            SourcePath path = source.text("chart").isEmpty() ? directory(source.text("path")) : null;
            if (path != null) {
                hasOwn = true;
                // one that applies itself is still where its cluster begins
                if (!directory.isWithin(path)) {
                    applied.add(path);
                }
            }
        }
    }

    /** What a source names in this repository, as far as its path tells; null when there is no such directory. */
    private @Nullable SourcePath directory(String path) {
        if (path.isEmpty() || path.equals(".")) {
            return null;
        }
        try {
            return tree.find(SourcePath.parse(path))
                    .filter(SourceEntry::isDirectory)
                    .map(SourceEntry::path)
                    .orElse(null);
        } catch (SourceException e) {
            return null;
        }
    }

    private static boolean hasGit(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.has("git") || mapping.entries().stream().anyMatch(entry -> hasGit(entry.value()));
        }
        return node instanceof SequenceNode sequence
                && sequence.items().stream().anyMatch(ArgoLayout::hasGit);
    }

    private boolean isApplied(SourcePath directory) {
        return applied.stream().anyMatch(directory::isWithin);
    }

    /** Charts whose templates make Applications with paths of this repository. */
    private void charts(SourcePath directory) throws SourceException {
        if (++directories > MAX_DIRECTORIES) {
            return;
        }
        List<String> entries = tree.names(directory);
        if (entries.contains(CHART)) {
            if (makesApplications(directory.child("templates"))) {
                holders.add(directory);
            }
            return;
        }
        for (String name : entries) {
            Optional<SourceEntry> entry = name.startsWith(".") ? Optional.empty() : real(directory.child(name));
            if (entry.isPresent() && entry.get().isDirectory()) {
                charts(entry.get().path());
            }
        }
    }

    private boolean makesApplications(SourcePath templates) throws SourceException {
        if (real(templates).filter(SourceEntry::isDirectory).isEmpty()) {
            return false;
        }
        boolean makes = false;
        for (String name : tree.names(templates)) {
            SourcePath file = templates.child(name);
            if (!name.endsWith(".yaml")
                    || real(file).filter(SourceEntry::isFile).isEmpty()) {
                continue;
            }
            reads.require(file);
            String text = new String(reads.read(file), StandardCharsets.UTF_8);
            if (text.contains(API) && text.contains("kind: Application")) {
                makes = true;
                hasOwn |= text.lines().anyMatch(this::mayNameDirectory);
            }
        }
        return makes;
    }

    private boolean mayNameDirectory(String line) {
        String plain = line.strip().replaceFirst("^- ", "");
        if (!plain.startsWith("path: ")) {
            return false;
        }
        if (plain.contains("{{")) {
            // only rendering tells
            return true;
        }
        String path = plain.substring("path: ".length()).strip().replaceAll("^[\"']|[\"']$", "");
        return directory(path) != null;
    }

    /** Empty for links. */
    private Optional<SourceEntry> real(SourcePath path) {
        try {
            return tree.find(path).filter(entry -> entry.path().equals(path));
        } catch (SourceException e) {
            return Optional.empty();
        }
    }
}
