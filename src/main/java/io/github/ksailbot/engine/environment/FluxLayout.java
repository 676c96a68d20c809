package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.environment.BootstrapScan.Found;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the clusters of a Flux repository begin. That is certain for the path of a {@code FluxInstance}'s sync, for a
 * Kustomization that applies the directory in which it is written, as bootstrap writes it, and for {@code clusters/NAME}
 * with Kustomizations in it. Where nothing is certain, it is the directory of a Kustomization that no other one applies.
 */
final class FluxLayout {
    private static final String KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/v";
    private static final String SOURCE = "source.toolkit.fluxcd.io/v";
    private static final String INSTANCE = "fluxcd.controlplane.io/v";
    private static final String CLUSTERS = "clusters";

    /** What bootstrap calls the Kustomization that applies itself. */
    private static final String SYSTEM = "flux-system";

    /** The chart that makes a FluxInstance of its values. */
    private static final String INSTANCE_CHART = "flux-instance";

    private static final LayoutMemo.Key KNOWN = new LayoutMemo.Key(List.of("flux"), SourcePath.ROOT, "");

    private static final FieldPath SOURCE_NAME = FieldPath.of("spec", "sourceRef", "name");
    private static final FieldPath SOURCE_KIND = FieldPath.of("spec", "sourceRef", "kind");
    private static final FieldPath INSTANCE_PATH = FieldPath.of("spec", "sync", "path");
    private static final FieldPath CHART_PATH = FieldPath.of("spec", "values", "instance", "sync", "path");

    private final SourceTree tree;
    private final LayoutMemo memo;
    /** What may be followed of includes, all Kustomizations together: what is beyond it counts as not applied by others. */
    private static final int MAX_INCLUDES = 500_000;

    private final List<KustomizationDirectory> scanned;
    private final Map<SourcePath, KustomizationDirectory> kustomizations;

    /** Directories that are no kustomizations, by the path that was looked for; empty for what is none. */
    private final Map<SourcePath, Optional<SourcePath>> asked = new HashMap<>();

    private int budget = MAX_INCLUDES;
    private final List<Applied> applied = new ArrayList<>();
    /** Addresses of sources by name. */
    private final Map<String, Set<String>> urls = new HashMap<>();

    private final Set<SourcePath> certain = new TreeSet<>();

    /** A Kustomization in a file, and the directory that it applies. */
    private record Applied(SourcePath file, SourcePath path) {
        boolean isItsOwn() {
            return file.isWithin(path);
        }
    }

    FluxLayout(SourceTree tree, LayoutMemo memo) throws SourceException {
        this.tree = tree;
        this.memo = memo;
        this.scanned = new KustomizationScan(tree, memo).below(SourcePath.ROOT);
        this.kustomizations = scanned.stream()
                .collect(Collectors.toMap(KustomizationDirectory::path, directory -> directory, (a, b) -> a));
    }

    /** Where clusters begin, and all that it follows from. */
    private record Known(
            List<Found> objects,
            List<KustomizationDirectory> kustomizations,
            Map<SourcePath, Optional<SourcePath>> asked,
            List<SourcePath> entries) {}

    /** Directories, by path; empty when the repository is none of Flux, or only a part that another one applies. */
    List<SourcePath> entries() throws SourceException {
        List<Found> all = new BootstrapScan(tree, List.of(KUSTOMIZATION, INSTANCE, INSTANCE_CHART, SOURCE), memo)
                .find(FluxLayout::isOfInterest);
        Known known = memo.get(KNOWN, Known.class);
        if (known != null
                && known.objects().equals(all)
                && known.kustomizations().equals(scanned)
                && isSame(known)) {
            return known.entries();
        }
        List<SourcePath> entries = entries(all);
        memo.put(KNOWN, new Known(List.copyOf(all), scanned, Map.copyOf(asked), entries));
        return entries;
    }

    private boolean isSame(Known known) throws SourceException {
        for (Map.Entry<SourcePath, Optional<SourcePath>> one : known.asked().entrySet()) {
            if (!one.getValue().equals(find(one.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private List<SourcePath> entries(List<Found> all) throws SourceException {
        for (Found found : all) {
            String url = text(found.manifest(), FieldPath.of("spec", "url"));
            if (isSource(found.manifest()) && !url.isEmpty()) {
                urls.computeIfAbsent(found.manifest().name(), any -> new HashSet<>())
                        .add(RepositoryUrl.of(url).value());
            }
        }
        for (Found found : all) {
            if (!isSource(found.manifest())) {
                add(found);
            }
        }
        for (Applied one : roots()) {
            SourcePath cluster = cluster(one.file());
            if (one.isItsOwn() && !one.path().isRoot() && !one.path().equals(one.file())) {
                certain.add(one.path());
            } else if (cluster != null) {
                certain.add(cluster);
            }
        }
        return List.copyOf(certain.isEmpty() ? unapplied() : outermost(certain));
    }

    private static boolean isSource(Manifest manifest) {
        return manifest.apiVersion().startsWith(SOURCE);
    }

    private static boolean isOfInterest(Manifest manifest) {
        return isSource(manifest)
                || (manifest.apiVersion().startsWith(KUSTOMIZATION)
                        && manifest.kind().equals("Kustomization")
                        // a patch of one names no source
                        && !text(manifest, SOURCE_NAME).isEmpty())
                || !instancePath(manifest).isEmpty();
    }

    /** Empty when it is no instance of Flux, or one that applies nothing. */
    private static String instancePath(Manifest manifest) {
        if (manifest.apiVersion().startsWith(INSTANCE) && manifest.kind().equals("FluxInstance")) {
            return text(manifest, INSTANCE_PATH);
        }
        return manifest.kind().equals("HelmRelease") && manifest.name().equals(INSTANCE_CHART)
                ? text(manifest, CHART_PATH)
                : "";
    }

    private void add(Found found) throws SourceException {
        String instance = instancePath(found.manifest());
        if (!instance.isEmpty()) {
            SourcePath path = directory(instance, found.file(), true);
            if (path != null) {
                certain.add(path);
            }
            return;
        }
        String written = text(found.manifest(), FieldPath.of("spec", "path"));
        SourcePath path = isOwn(found.manifest())
                ? directory(
                        written,
                        found.file(),
                        !text(found.manifest(), SOURCE_KIND).equals("GitRepository"))
                : null;
        // one that applies what is elsewhere may still be written where a cluster begins
        Applied one = new Applied(found.file(), path == null ? found.file() : path);
        applied.add(one);
        if (one.isItsOwn() && found.manifest().name().equals(SYSTEM)) {
            certain.add(one.path());
        }
    }

    /** A source has the conventional name or, at least, none that the repository declares for something else. */
    private boolean isOwn(Manifest kustomization) {
        String source = text(kustomization, SOURCE_NAME);
        Set<String> declared = urls.getOrDefault(source, Set.of());
        Set<String> own = urls.getOrDefault(SYSTEM, Set.of());
        return source.equals(SYSTEM) || declared.isEmpty() || declared.stream().anyMatch(own::contains);
    }

    /** Those that no other one applies. */
    private List<Applied> roots() {
        Map<SourcePath, List<Applied>> reaching = new HashMap<>();
        Map<SourcePath, Set<SourcePath>> closures = new HashMap<>();
        for (Applied one : applied) {
            for (SourcePath directory : closures.computeIfAbsent(one.path(), this::closure)) {
                reaching.computeIfAbsent(directory, any -> new ArrayList<>()).add(one);
            }
        }
        return applied.stream().filter(one -> !isReached(one, reaching)).toList();
    }

    private static boolean isReached(Applied one, Map<SourcePath, List<Applied>> reaching) {
        for (SourcePath at = one.file().parent(); ; at = at.parent()) {
            for (Applied other : reaching.getOrDefault(at, List.of())) {
                boolean isSame = one.isItsOwn() && other.path().equals(one.path());
                if (!isSame && !other.file().equals(one.file())) {
                    return true;
                }
            }
            if (at.isRoot()) {
                return false;
            }
        }
    }

    /** A directory with all that kustomizations in it include. */
    private Set<SourcePath> closure(SourcePath path) {
        Set<SourcePath> closure = new HashSet<>(Set.of(path));
        List<SourcePath> pending = new ArrayList<>(below(path));
        while (!pending.isEmpty() && budget > 0) {
            KustomizationDirectory next = kustomizations.get(pending.remove(pending.size() - 1));
            if (next != null) {
                for (SourcePath included : next.includes()) {
                    if (closure.add(included)) {
                        budget--;
                        pending.add(included);
                    }
                }
            }
        }
        return closure;
    }

    private List<SourcePath> below(SourcePath path) {
        return kustomizations.keySet().stream()
                .filter(directory -> directory.isWithin(path))
                .toList();
    }

    /** Directories of Kustomizations that no other one applies, nor lies beside what another one applies. */
    private Set<SourcePath> unapplied() {
        Set<SourcePath> entries = new TreeSet<>();
        for (Applied one : roots()) {
            entries.add(including(one.file().parent()));
        }
        return outermost(entries);
    }

    /** The kustomization that includes a directory, over others too; the directory itself when none does. */
    private SourcePath including(SourcePath directory) {
        SourcePath at = directory;
        Set<SourcePath> seen = new HashSet<>();
        while (seen.add(at)) {
            SourcePath below = at;
            at = kustomizations.values().stream()
                    .filter(other -> other.includes().contains(below) && !seen.contains(other.path()))
                    .map(KustomizationDirectory::path)
                    .min(SourcePath::compareTo)
                    .orElse(at);
        }
        return at;
    }

    private static Set<SourcePath> outermost(Set<SourcePath> paths) {
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> !other.equals(path) && path.isWithin(other)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code clusters/NAME} above a file; null when it is in none. */
    private static @Nullable SourcePath cluster(SourcePath file) {
        for (SourcePath at = file.parent(); !at.isRoot(); at = at.parent()) {
            if (at.parent().name().equals(CLUSTERS)) {
                return at;
            }
        }
        return null;
    }

    /**
     * The directory that a path names: from the root of the repository or, for artifacts that hold a part of it, from the
     * nearest directory above the file in which there is one. Null when there is none.
     *
     * @param isPart whether the source may hold a part of the repository only
     */
    private @Nullable SourcePath directory(String written, SourcePath file, boolean isPart) throws SourceException {
        String relative = written.replaceFirst("^/+", "");
        if (written.contains("${")) {
            return null;
        }
        SourcePath from = SourcePath.ROOT;
        SourcePath above = file.parent();
        while (true) {
            SourcePath found = below(from, relative.isEmpty() ? "." : relative);
            if (found != null || !isPart || above.isRoot()) {
                return found;
            }
            from = above;
            above = above.parent();
        }
    }

    private @Nullable SourcePath below(SourcePath from, String relative) throws SourceException {
        SourcePath path;
        try {
            path = from.resolve(relative);
        } catch (SourceException e) {
            // leads out of the repository
            return null;
        }
        if (kustomizations.containsKey(path)) {
            return path;
        }
        Optional<SourcePath> found = find(path);
        asked.put(path, found);
        return found.orElse(null);
    }

    private Optional<SourcePath> find(SourcePath path) throws SourceException {
        try {
            return tree.find(path).filter(SourceEntry::isDirectory).map(SourceEntry::path);
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static String text(Manifest manifest, FieldPath path) {
        Node node = path.find(manifest.root());
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }
}
