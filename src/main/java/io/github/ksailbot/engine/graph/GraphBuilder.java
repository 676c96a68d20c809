package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.memo.Claim;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.memo.Worker;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows objects that bring more objects, from the entries of an environment to the end. Each is rendered from the object
 * that its parent renders, so that a parent's patches and variables reach it; one that needs what others render waits for
 * them.
 *
 * <p>Findings beside those of the renderers: {@code graph/limit}.
 */
public final class GraphBuilder {
    private static final int MAX_NODES = 5_000;

    /** How often it is asked whether an object is ready; after that they are rendered in the order in which they were met. */
    private static final int MAX_LOOKS = 100_000;

    /** Mappings, sequences and scalars of all nodes; twenty times what the largest public repositories come to. */
    private static final long MAX_VALUES = 3_000_000;

    /** Of work in all nodes, some ten seconds; five times what all directories of the largest public repository come to. */
    private static final long MAX_STEPS = 500_000_000;

    private final List<NodeRenderer> renderers;
    private final TracedMemo memo;

    /** What a node brings that brings more. */
    @SuppressWarnings("UnnecessaryLambda") // results know it by identity
    private final Function<NodeResult, List<Bringer>> bringers = result -> bringers(result.manifests(), result.keys());

    /** An object that has a renderer. */
    private record Bringer(ObjectKey key, Manifest object, NodeRenderer renderer) {}

    /**
     * With a memo of its own.
     *
     * @param renderers at most one of them for each object; what comes of the first ones is waited for by the last ones
     */
    public GraphBuilder(List<NodeRenderer> renderers) {
        this(renderers, TracedMemo.ofDefaultSize());
    }

    /**
     * @param renderers at most one of them for each object; what comes of the first ones is waited for by the last ones
     * @param memo of nodes that were rendered before, in trees of the same owner
     */
    public GraphBuilder(List<NodeRenderer> renderers, TracedMemo memo) {
        this.renderers = List.copyOf(renderers);
        this.memo = memo;
    }

    /**
     * Where rendering starts.
     *
     * @param directory at which the cluster begins
     * @param manifests what that directory renders to by itself
     */
    public record Entry(SourcePath directory, List<Manifest> manifests) {
        public Entry {
            manifests = List.copyOf(manifests);
        }
    }

    /**
     * @param tree the repository
     * @param artifactRoot the directory that artifacts of this repository hold; Git sources hold all of it
     * @param addresses of this repository and of the artifacts that are made of it; empty when nobody knows them
     */
    public DeliveryGraph build(
            SourceTree tree, SourcePath artifactRoot, Set<RepositoryUrl> addresses, List<Entry> entries) {
        return new Walk(new KnownObjects(tree, memo.known(tree), artifactRoot, addresses)).from(entries);
    }

    /** An object that was met. */
    private static final class Met {
        private final ObjectKey key;
        private final Manifest object;
        private final NodeRenderer renderer;
        private final @Nullable ObjectKey parent;

        /** Kinds of the objects that it looked for when it was asked last. */
        private Set<String> lookedFor = Set.of();

        /** After which change of the objects it was asked last; negative before. */
        private long asked = -1;

        Met(ObjectKey key, Manifest object, NodeRenderer renderer, @Nullable ObjectKey parent) {
            this.key = key;
            this.object = object;
            this.renderer = renderer;
            this.parent = parent;
        }

        /** One that was not ready is asked again only when there are more objects of a kind that it looked for. */
        boolean mayBeReady(KnownObjects objects) {
            return asked < 0 || objects.changedSince(asked, lookedFor);
        }

        boolean isReady(KnownObjects objects) {
            AskedKinds asking = new AskedKinds(objects);
            boolean isReady = renderer.isReady(object, asking);
            lookedFor = asking.kinds();
            asked = objects.changes();
            return isReady;
        }
    }

    private List<Bringer> bringers(List<Manifest> manifests, List<ObjectKey> keys) {
        List<Bringer> found = new ArrayList<>();
        for (int i = 0; i < manifests.size(); i++) {
            NodeRenderer renderer = renderer(manifests.get(i));
            if (renderer != null) {
                found.add(new Bringer(keys.get(i), manifests.get(i), renderer));
            }
        }
        return found;
    }

    private @Nullable NodeRenderer renderer(Manifest object) {
        for (NodeRenderer renderer : renderers) {
            if (renderer.takes(object)) {
                return renderer;
            }
        }
        return null;
    }

    private final class Walk {
        private final KnownObjects objects;
        private final Worker worker = new Worker();
        private int looks;
        private final Map<ObjectKey, Met> waiting = new LinkedHashMap<>();
        private final Set<ObjectKey> met = new HashSet<>();
        private final List<GraphNode> nodes = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private long values;
        private long steps;
        private final Set<SourcePath> covered = new HashSet<>();

        Walk(KnownObjects objects) {
            this.objects = objects;
        }

        DeliveryGraph from(List<Entry> entries) {
            entries.forEach(entry -> entry.manifests().forEach(objects::addFirst));
            entries.forEach(this::meetEntry);
            while (!waiting.isEmpty() && limit().isEmpty()) {
                Met next = next();
                GraphNode node = new GraphNode(next.parent, next.key, next.object, render(next));
                nodes.add(node);
                for (int i = 0; i < node.manifests().size(); i++) {
                    objects.add(node.keys().get(i), node.manifests().get(i), node.object());
                }
                values += node.result().values();
                steps += node.result().steps();
                meet(node.result().derive(bringers), node.key());
            }
            for (Met left : waiting.values()) {
                findings.add(Finding.unchecked(
                        "graph/limit",
                        "This environment %s; what this one brings was not rendered.".formatted(limit()),
                        left.object.origin()));
            }
            renderers.forEach(renderer -> findings.addAll(renderer.check(nodes, objects)));
            return new DeliveryGraph(nodes, findings, covered);
        }

        /** What there is too much of; empty while there is not. */
        private String limit() {
            if (nodes.size() >= MAX_NODES) {
                return "leads to more than %d objects that bring others".formatted(MAX_NODES);
            } else if (values >= MAX_VALUES) {
                return "comes to more than %d values".formatted(MAX_VALUES);
            }
            return steps >= MAX_STEPS ? "is more work than %d steps".formatted(MAX_STEPS) : "";
        }

        private NodeResult render(Met one) {
            if (!one.renderer.isKept()) {
                return one.renderer.render(one.object, objects);
            }
            KeptNode.Key key = new KeptNode.Key(one.renderer, one.object, objects.artifactRoot(), objects.addresses());
            try (Claim<KeptNode> claim =
                    memo.claim(KeptNode.class, key, objects.tree(), worker, kept -> kept.holdsIn(objects))) {
                KeptNode kept = claim.found();
                if (kept == null) {
                    AskedObjects asked = new AskedObjects(objects);
                    NodeResult result = one.renderer.render(one.object, asked);
                    KeptNode before = memo.latest(KeptNode.class, key);
                    kept = new KeptNode(key, before == null ? result : result.sharing(before.result()), asked);
                    claim.keep(kept);
                }
                return kept.result();
            }
        }

        /** An object that applies the entry itself renders the entry again, with its patches and variables. */
        private void meetEntry(Entry entry) {
            List<Manifest> roots = entry.manifests().stream()
                    .filter(manifest -> {
                        NodeRenderer renderer = renderer(manifest);
                        return renderer != null && renderer.applies(entry.directory(), manifest, objects);
                    })
                    .toList();
            if (!roots.isEmpty()) {
                covered.add(entry.directory());
            }
            List<Manifest> first = roots.isEmpty() ? entry.manifests() : roots;
            meet(bringers(first, first.stream().map(ObjectKey::of).toList()), null);
        }

        private void meet(List<Bringer> bringing, @Nullable ObjectKey parent) {
            for (Bringer one : bringing) {
                if (met.add(one.key())) {
                    waiting.put(one.key(), new Met(one.key(), one.object(), one.renderer(), parent));
                }
            }
        }

        /** One that has all that it needs; when none has, the first one of the renderer that comes first. */
        private Met next() {
            Iterator<Met> all = waiting.values().iterator();
            while (all.hasNext() && looks < MAX_LOOKS) {
                Met one = all.next();
                if (one.mayBeReady(objects)) {
                    looks++;
                    if (one.isReady(objects)) {
                        all.remove();
                        return one;
                    }
                }
            }
            Map.Entry<ObjectKey, Met> first = Collections.min(
                    waiting.entrySet(), Comparator.comparingInt(entry -> renderers.indexOf(entry.getValue().renderer)));
            waiting.remove(first.getKey());
            return first.getValue();
        }
    }
}
