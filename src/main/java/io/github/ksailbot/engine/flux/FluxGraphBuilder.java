package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.substitution.Substitution;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows Kustomizations from an entry: each is rendered from the object that its parent renders, so that a parent's patches
 * and variables reach it. A Kustomization whose sources or variables come from others waits for them.
 *
 * <p>Findings: those of {@link FluxKustomizer}, {@code flux/source-elsewhere}, {@code flux/substitute-from},
 * {@code flux/variable-name}, {@code flux/undefined-variable}, {@code flux/unused-variable}, {@code flux/substitution},
 * {@code flux/suspended}, {@code flux/depends-on}, {@code flux/limit}.
 */
public final class FluxGraphBuilder {
    private static final int MAX_NODES = 5_000;

    private final FluxKustomizer kustomizer;
    private final boolean strict;

    /** @param strict whether the controller refuses variables that nobody defines, which is its default */
    public FluxGraphBuilder(FluxKustomizer kustomizer, boolean strict) {
        this.kustomizer = kustomizer;
        this.strict = strict;
    }

    /**
     * @param tree the repository
     * @param artifactRoot the directory that artifacts of this repository hold; Git sources hold all of it
     * @param entry the directory at which the cluster begins
     * @param manifests what that directory renders to by itself
     * @param addresses of this repository and of the artifacts that are made of it; empty when nobody knows them
     */
    public FluxGraph build(
            SourceTree tree,
            SourcePath artifactRoot,
            SourcePath entry,
            List<Manifest> manifests,
            Set<RepositoryUrl> addresses) {
        return new Walk(tree, artifactRoot, addresses).from(entry, manifests);
    }

    /** A Kustomization that was met. */
    private record Met(
            FluxKustomization kustomization, @Nullable String parent) {}

    private final class Walk {
        private final SourceTree tree;
        private final SourcePath artifactRoot;
        private final Set<RepositoryUrl> addresses;
        private final Map<ObjectKey, Manifest> objects = new HashMap<>();
        private final Map<ObjectKey, Met> waiting = new LinkedHashMap<>();
        private final Set<ObjectKey> met = new HashSet<>();
        private final List<FluxNode> nodes = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Walk(SourceTree tree, SourcePath artifactRoot, Set<RepositoryUrl> addresses) {
            this.tree = tree;
            this.artifactRoot = artifactRoot;
            this.addresses = addresses;
        }

        FluxGraph from(SourcePath entry, List<Manifest> manifests) {
            manifests.forEach(manifest -> objects.putIfAbsent(ObjectKey.of(manifest), manifest));
            List<Manifest> roots = manifests.stream()
                    .filter(manifest -> FluxKustomization.isOne(manifest) && isOf(entry, manifest))
                    .toList();
            // the entry's own Kustomization renders the entry again, with its patches and variables
            meet(roots.isEmpty() ? manifests : roots, null);
            while (!waiting.isEmpty() && nodes.size() < MAX_NODES) {
                Met next = next();
                FluxNode node = render(next);
                nodes.add(node);
                meet(node.manifests(), node.key());
            }
            for (Met left : waiting.values()) {
                findings.add(Finding.error(
                        "flux/limit",
                        "This entry leads to more than %d Kustomizations; this one was not rendered."
                                .formatted(MAX_NODES),
                        left.kustomization().manifest().origin()));
            }
            findings.addAll(new Dependencies(nodes).findings());
            return new FluxGraph(nodes, findings, !roots.isEmpty());
        }

        private boolean isOf(SourcePath entry, Manifest manifest) {
            FluxKustomization kustomization = new FluxKustomization(manifest);
            return entry.equals(FluxKustomizer.path(root(kustomization), kustomization))
                    && elsewhere(kustomization).isEmpty();
        }

        private void meet(List<Manifest> manifests, @Nullable String parent) {
            for (Manifest manifest : manifests) {
                ObjectKey key = ObjectKey.of(manifest);
                if (parent != null) {
                    objects.put(key, manifest);
                }
                if (FluxKustomization.isOne(manifest) && met.add(key)) {
                    waiting.put(key, new Met(new FluxKustomization(manifest), parent));
                }
            }
        }

        /** One that has all that it needs; the first one when none has. */
        private Met next() {
            Iterator<Map.Entry<ObjectKey, Met>> all = waiting.entrySet().iterator();
            while (all.hasNext()) {
                Met one = all.next().getValue();
                if (isReady(one.kustomization())) {
                    all.remove();
                    return one;
                }
            }
            Iterator<Met> first = waiting.values().iterator();
            Met one = first.next();
            first.remove();
            return one;
        }

        private boolean isReady(FluxKustomization kustomization) {
            ObjectKey source = source(kustomization);
            PostBuild postBuild = PostBuild.of(kustomization);
            return (objects.containsKey(source) || source.name().equals(FluxSources.SYSTEM))
                    && (postBuild == null || objects.keySet().containsAll(postBuild.sources()));
        }

        private ObjectKey source(FluxKustomization kustomization) {
            MappingNode reference = kustomization.spec().mapping("sourceRef");
            return reference == null
                    ? new ObjectKey("GitRepository", kustomization.namespace(), "")
                    : ObjectKey.of(reference, "GitRepository", kustomization.namespace());
        }

        /** What the root of a source is in the repository. */
        private SourcePath root(FluxKustomization kustomization) {
            return source(kustomization).kind().equals("GitRepository") ? SourcePath.ROOT : artifactRoot;
        }

        private String elsewhere(FluxKustomization kustomization) {
            return new FluxSources(addresses, objects).elsewhere(source(kustomization));
        }

        private FluxNode render(Met one) {
            FluxKustomization kustomization = one.kustomization();
            List<Finding> own = new ArrayList<>();
            if (kustomization.suspended()) {
                own.add(
                        notice(
                                kustomization,
                                "flux/suspended",
                                "This Kustomization is suspended: what is judged here reaches the cluster when it is resumed."));
            }
            String elsewhere = elsewhere(kustomization);
            if (!elsewhere.isEmpty()) {
                own.add(notice(
                        kustomization,
                        "flux/source-elsewhere",
                        "What `%s` applies was not checked: %s.".formatted(kustomization.name(), elsewhere)));
                return new FluxNode(
                        kustomization,
                        one.parent(),
                        FluxNode.State.ELSEWHERE,
                        elsewhere,
                        List.of(),
                        Set.of(),
                        own,
                        Set.of());
            }
            Build build = kustomizer.build(tree, root(kustomization), kustomization);
            own.addAll(build.findings());
            PostBuild postBuild = PostBuild.of(kustomization);
            Substitution substitution = postBuild == null ? null : postBuild.substitution(objects, strict, own::add);
            CommonMetadata metadata = new CommonMetadata(kustomization.commonMetadata());
            Set<String> used = new TreeSet<>();
            List<Manifest> manifests = new ArrayList<>();
            for (Manifest manifest : build.manifests()) {
                Manifest applied = manifest;
                if (substitution != null) {
                    Substitution.Result result = substitution.apply(manifest);
                    own.addAll(result.findings());
                    used.addAll(result.used());
                    applied = result.manifest();
                }
                manifests.add(metadata.apply(applied));
            }
            if (postBuild != null && !build.failed()) {
                unused(kustomization, postBuild, used, own);
            }
            boolean failed = own.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
            return new FluxNode(
                    kustomization,
                    one.parent(),
                    failed ? FluxNode.State.FAILED : FluxNode.State.RENDERED,
                    failed ? "it has errors" : "",
                    manifests,
                    used,
                    own,
                    build.trace().read().keySet());
        }

        private void unused(FluxKustomization kustomization, PostBuild postBuild, Set<String> used, List<Finding> own) {
            for (MappingNode.Entry entry : postBuild.inline()) {
                String name = entry.key().text();
                if (!used.contains(name)) {
                    own.add(notice(
                                    kustomization,
                                    "flux/unused-variable",
                                    "Nothing that `%s` applies uses the variable `%s`."
                                            .formatted(kustomization.name(), name))
                            .atField("spec.postBuild.substitute." + name));
                }
            }
        }

        private static Finding notice(FluxKustomization kustomization, String rule, String message) {
            Manifest manifest = kustomization.manifest();
            return new Finding(RuleId.of(rule), Severity.NOTICE, message, manifest.id(), "", manifest.origin(), "");
        }
    }
}
