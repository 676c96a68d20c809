package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.fleet.OverlayPatch;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What lies in the source directories and is reached by no environment: kustomizations that nobody includes are built as
 * they stand, other manifests are taken as they are. Files that hold no Kubernetes manifest (values, dashboards, CI
 * settings) are passed over, whatever is in them, and so are Helm charts: their templates are no YAML.
 *
 * <p>Findings beside those of builds and files: {@code graph/limit}, {@code source/unreadable}.
 */
public final class LooseFiles {
    /** Of files that are read; the largest public repositories have ten megabytes of YAML. */
    private static final long MAX_BYTES = 256L << 20;

    private final Kustomizer kustomizer;
    private final YamlReader reader;
    private final Closure.Cost most;

    /** Files as Flux takes them, which builds a kustomization of those that have none. */
    public LooseFiles(Kustomizer kustomizer) {
        this(kustomizer, YamlDialect.KUSTOMIZE, EnvironmentBudget.DEFAULT);
    }

    /** @param most that all of them may come to */
    LooseFiles(Kustomizer kustomizer, Closure.Cost most) {
        this(kustomizer, YamlDialect.KUSTOMIZE, most);
    }

    private LooseFiles(Kustomizer kustomizer, YamlDialect dialect, Closure.Cost most) {
        this.kustomizer = kustomizer;
        this.most = most;
        this.reader = new YamlReader(YamlLimits.DEFAULT, dialect);
    }

    /** The same for files as kubectl takes them. */
    public LooseFiles forKubectl() {
        return new LooseFiles(kustomizer, YamlDialect.KUBERNETES, most);
    }

    /**
     * @param manifests of files and kustomizations that no environment reaches, by path
     * @param patches files that can only be patches, and that no kustomization uses: no field of theirs is missing
     * @param findings what is wrong with these files
     */
    public record Loose(List<Manifest> manifests, List<Manifest> patches, List<Finding> findings) {
        public Loose {
            manifests = List.copyOf(manifests);
            patches = List.copyOf(patches);
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param closures of all environments: their source directories are looked through, and what they read is left out
     */
    public Loose find(SourceTree tree, Collection<Closure> closures) {
        SourceWalk walk = new SourceWalk(tree);
        for (SourcePath directory : sourceDirectories(closures)) {
            walk.descend(directory);
        }
        Known known = new Known(walk.kustomizations());
        for (Closure closure : closures) {
            known.read(closure.read(), hasErrors(closure.findings()));
        }
        List<Manifest> manifests = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(walk.findings());
        Spent spent = new Spent();
        buildKustomizations(tree, known, spent, manifests, findings);
        List<Manifest> files = new ArrayList<>();
        for (SourcePath file : walk.files()) {
            if (known.isLoose(file) && !spent.isTooMuch()) {
                read(tree, file, spent, files, findings);
            }
        }
        if (spent.hasRefused) {
            findings.add(spent.finding());
        }
        List<Manifest> patches = new ArrayList<>();
        for (Manifest manifest : files) {
            if (isOverlay(tree, manifest)) {
                // what uses it may be a cluster that nobody knows here
                patches.add(manifest);
            } else if (!walk.kustomizations().isEmpty() && UnusedPatch.is(manifest)) {
                patches.add(manifest);
                findings.add(UnusedPatch.finding(manifest));
            } else {
                manifests.add(manifest);
            }
        }
        return new Loose(manifests, patches, findings);
    }

    private static boolean isOverlay(SourceTree tree, Manifest manifest) {
        try {
            return OverlayPatch.is(
                    tree, SourcePath.ROOT.resolve(manifest.origin().file()));
        } catch (SourceException e) {
            return false;
        }
    }

    private static boolean hasErrors(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private static Set<SourcePath> sourceDirectories(Collection<Closure> closures) {
        Set<SourcePath> directories = new TreeSet<>();
        for (Closure closure : closures) {
            directories.add(closure.environment().sourceDirectory());
        }
        Set<SourcePath> outermost = new TreeSet<>();
        for (SourcePath directory : directories) {
            if (directories.stream().noneMatch(other -> !other.equals(directory) && directory.isWithin(other))) {
                outermost.add(directory);
            }
        }
        return outermost;
    }

    /** Every unreached kustomization is built once; those that another one includes are left out of the result. */
    private void buildKustomizations(
            SourceTree tree, Known known, Spent spent, List<Manifest> manifests, List<Finding> findings) {
        record Candidate(SourcePath file, Build build) {}
        List<Candidate> candidates = new ArrayList<>();
        Set<SourcePath> included = new HashSet<>();
        for (SourcePath file : known.unreadKustomizations()) {
            if (spent.isTooMuch()) {
                // what it would include is not for itself
                known.read(Set.of(file), true);
                continue;
            }
            Build build = kustomizer.build(tree, file.parent(), BuildOptions.FLUX);
            spent.add(build.steps(), NodeResult.values(build.manifests()), 0);
            candidates.add(new Candidate(file, build));
            Set<SourcePath> read = new HashSet<>(build.trace().read().keySet());
            known.read(read, build.failed());
            read.remove(file);
            included.addAll(read);
        }
        for (Candidate candidate : candidates) {
            if (!included.contains(candidate.file()) && !isComponent(tree, candidate.file())) {
                manifests.addAll(candidate.build().manifests());
                findings.addAll(candidate.build().findings());
            }
        }
    }

    /** What all of it came to so far: one file can lie in thousands of places. */
    private final class Spent {
        private long steps;
        private long values;
        private long bytes;

        /** Whether something was left out. */
        private boolean hasRefused;

        void add(long moreSteps, long moreValues, long moreBytes) {
            steps += moreSteps;
            values += moreValues;
            bytes += moreBytes;
        }

        boolean isTooMuch() {
            boolean isTooMuch = steps >= most.steps() || values >= most.values() || bytes >= MAX_BYTES;
            hasRefused |= isTooMuch;
            return isTooMuch;
        }

        Finding finding() {
            return Finding.unchecked(
                            "graph/limit",
                            "Not all files that no environment reaches were looked at: they come to more than %d steps of work, %d values or %d MiB."
                                    .formatted(most.steps(), most.values(), MAX_BYTES >> 20),
                            null)
                    .withFix("Have fewer such files below the source directories, or make them smaller.");
        }
    }

    /** What builds have read so far. */
    private static final class Known {
        private final Set<SourcePath> kustomizations;
        private final Set<SourcePath> read = new HashSet<>();
        private final Set<SourcePath> failedDirectories = new HashSet<>();

        Known(Set<SourcePath> kustomizations) {
            this.kustomizations = kustomizations;
        }

        void read(Collection<SourcePath> files, boolean failed) {
            read.addAll(files);
            if (failed) {
                files.stream()
                        .filter(kustomizations::contains)
                        .map(SourcePath::parent)
                        .forEach(failedDirectories::add);
            }
        }

        List<SourcePath> unreadKustomizations() {
            return kustomizations.stream().filter(file -> !read.contains(file)).toList();
        }

        /**
         * A build that failed may not have come as far as its patches, which are no manifests of their own; what lies
         * beside it is judged again once it builds.
         */
        boolean isLoose(SourcePath file) {
            if (read.contains(file)) {
                return false;
            }
            for (SourcePath directory = file.parent(); ; directory = directory.parent()) {
                if (failedDirectories.contains(directory)) {
                    return false;
                }
                if (directory.isRoot()) {
                    return true;
                }
            }
        }
    }

    /** A component means something only inside the kustomization that includes it. */
    private boolean isComponent(SourceTree tree, SourcePath file) {
        try {
            return reader.read(file.value(), tree.read(file)).documents().stream()
                    .anyMatch(node -> node instanceof MappingNode mapping
                            && mapping.text("kind").equals("Component"));
        } catch (SourceException e) {
            // Its own build has said so already.
            return false;
        }
    }

    private void read(SourceTree tree, SourcePath file, Spent spent, List<Manifest> manifests, List<Finding> findings) {
        byte[] content;
        try {
            content = tree.read(file);
        } catch (SourceException e) {
            findings.add(Finding.unchecked(
                    "source/unreadable",
                    "`" + file + "` cannot be read: " + e.getMessage() + ".",
                    Origin.of(file.value(), 1, 1)));
            return;
        }
        YamlDocuments documents = reader.read(file.value(), content);
        List<Manifest> found = new ArrayList<>();
        for (Node document : documents.documents()) {
            if (document instanceof MappingNode mapping && isManifest(mapping)) {
                found.add(new Manifest(mapping));
            }
        }
        if (!found.isEmpty() || looksLikeManifest(content)) {
            findings.addAll(documents.findings());
        }
        manifests.addAll(found);
        spent.add(0, NodeResult.values(found), content.length);
    }

    /** For files that cannot be read to their end: whether somebody meant them for Kubernetes. */
    private static boolean looksLikeManifest(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.stripLeading().replace("\"", "").replace("'", ""))
                .anyMatch(line -> line.startsWith("apiVersion:") || line.startsWith("kind:"));
    }

    private static boolean isManifest(MappingNode mapping) {
        return mapping.scalar("apiVersion") != null && mapping.scalar("kind") != null;
    }
}
