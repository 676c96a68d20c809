package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.environment.layout.BootstrapScan.Found;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
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
    private static final String CLUSTERS = "clusters";

    /** What bootstrap calls the Kustomization that applies itself. */
    private static final String SYSTEM = "flux-system";

    private static final LayoutMemo.Key KNOWN = new LayoutMemo.Key("flux", SourcePath.ROOT, "");

    private final SourceTree tree;
    private final LayoutMemo memo;
    private final List<Finding> findings;
    private final List<KustomizationDirectory> scanned;
    private final KustomizationIncludes includes;
    private final NamedDirectories directories;
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

    /** @param findings gets those about what was not looked at */
    FluxLayout(SourceTree tree, LayoutMemo memo, List<Finding> findings) throws SourceException {
        this.tree = tree;
        this.memo = memo;
        this.findings = findings;
        this.scanned = new KustomizationScan(tree, memo).below(SourcePath.ROOT);
        Map<SourcePath, KustomizationDirectory> kustomizations = scanned.stream()
                .collect(Collectors.toMap(KustomizationDirectory::path, directory -> directory, (a, b) -> a));
        this.includes = new KustomizationIncludes(kustomizations);
        this.directories = new NamedDirectories(tree, kustomizations.keySet());
    }

    /** Where clusters begin, and all that it follows from. */
    private record Known(
            List<Found> objects,
            List<KustomizationDirectory> kustomizations,
            Map<SourcePath, Optional<SourcePath>> asked,
            List<SourcePath> entries) {
        /** The objects are weighed by their files. */
        long weight() {
            long included = kustomizations.stream()
                    .mapToLong(one -> 100 + 120L * one.includes().size())
                    .sum();
            return 100 + 8L * objects.size() + included + 200L * asked.size() + 100L * entries.size();
        }
    }

    /** Directories, by path; empty when the repository is none of Flux, or only a part that another one applies. */
    List<SourcePath> entries() throws SourceException {
        List<Found> all = new BootstrapScan(tree, FluxObjects.MARKS, memo).find(FluxObjects::isOfInterest, findings);
        Known known = memo.get(KNOWN, Known.class);
        if (known != null
                && known.objects().equals(all)
                && known.kustomizations().equals(scanned)
                && directories.areStill(known.asked())) {
            // with the objects as they are read now, so that the next commit finds the very same ones
            Known again = new Known(List.copyOf(all), scanned, known.asked(), known.entries());
            memo.put(KNOWN, again, known.weight());
            return known.entries();
        }
        List<SourcePath> entries = entries(all);
        Known now = new Known(List.copyOf(all), scanned, directories.asked(), entries);
        memo.put(KNOWN, now, now.weight());
        return entries;
    }

    private List<SourcePath> entries(List<Found> all) throws SourceException {
        for (Found found : all) {
            String url = FluxObjects.text(found.manifest(), FieldPath.of("spec", "url"));
            if (FluxObjects.isSource(found.manifest()) && !url.isEmpty()) {
                urls.computeIfAbsent(found.manifest().name(), any -> new HashSet<>())
                        .add(RepositoryUrl.of(url).value());
            }
        }
        for (Found found : all) {
            if (!FluxObjects.isSource(found.manifest())) {
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

    private void add(Found found) throws SourceException {
        String instance = FluxObjects.instancePath(found.manifest());
        if (!instance.isEmpty()) {
            SourcePath path = directories.named(instance, found.file(), true);
            if (path != null) {
                certain.add(path);
            }
            return;
        }
        String written = FluxObjects.text(found.manifest(), FieldPath.of("spec", "path"));
        SourcePath path = isOwn(found.manifest())
                ? directories.named(
                        written,
                        found.file(),
                        !FluxObjects.text(found.manifest(), FluxObjects.SOURCE_KIND)
                                .equals("GitRepository"))
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
        String source = FluxObjects.text(kustomization, FluxObjects.SOURCE_NAME);
        Set<String> declared = urls.getOrDefault(source, Set.of());
        Set<String> own = urls.getOrDefault(SYSTEM, Set.of());
        return source.equals(SYSTEM) || declared.isEmpty() || declared.stream().anyMatch(own::contains);
    }

    /** Those that no other one applies. */
    private List<Applied> roots() {
        Map<SourcePath, List<Applied>> reaching = new HashMap<>();
        Map<SourcePath, Set<SourcePath>> closures = new HashMap<>();
        for (Applied one : applied) {
            for (SourcePath directory : closures.computeIfAbsent(one.path(), includes::closure)) {
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

    /** Directories of Kustomizations that no other one applies, nor lies beside what another one applies. */
    private Set<SourcePath> unapplied() {
        Set<SourcePath> entries = new TreeSet<>();
        for (Applied one : roots()) {
            entries.add(includes.including(one.file().parent()));
        }
        return outermost(entries);
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
}
