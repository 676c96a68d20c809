package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a node comes to. Immutable; what follows from it alone is worked out once, for a result may be taken for many commits.
 */
public final class NodeResult {
    private final NodeState state;
    private final String reason;
    private final List<Manifest> manifests;
    private final List<Finding> findings;
    private final SourceTrace trace;
    private final long steps;
    private volatile @Nullable List<ObjectKey> keys;
    private volatile @Nullable Set<SourcePath> read;
    private volatile @Nullable Long values;
    private final Map<Function<NodeResult, ?>, Object> derived = new ConcurrentHashMap<>();

    /**
     * @param state whether it was rendered
     * @param reason why it was not, as the end of a sentence; empty when it was
     * @param manifests in the order in which its engine applies them; as many as there are when it was not rendered
     * @param findings what is wrong with it
     * @param trace of all that was asked of the tree to render it
     */
    public NodeResult(
            NodeState state, String reason, List<Manifest> manifests, List<Finding> findings, SourceTrace trace) {
        this(state, reason, manifests, findings, trace, 0);
    }

    private NodeResult(
            NodeState state,
            String reason,
            List<Manifest> manifests,
            List<Finding> findings,
            SourceTrace trace,
            long steps) {
        this.state = state;
        this.reason = reason;
        this.manifests = List.copyOf(manifests);
        this.findings = List.copyOf(findings);
        this.trace = trace;
        this.steps = steps;
    }

    /**
     * Rendered, unless there are errors among the findings: failed where one of them says that something is wrong, not rendered
     * where all say that something could not be looked at, such as what was not fetched.
     */
    public static NodeResult rendered(List<Manifest> manifests, List<Finding> findings, SourceTrace trace) {
        List<Finding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return new NodeResult(NodeState.RENDERED, "", manifests, findings, trace);
        }
        return errors.stream().allMatch(Finding::isUnchecked)
                ? new NodeResult(NodeState.NOT_RENDERED, reason(errors.get(0)), manifests, findings, trace)
                : new NodeResult(NodeState.FAILED, "it has errors", manifests, findings, trace);
    }

    private static String reason(Finding finding) {
        return finding.message().replaceFirst("\\.$", "");
    }

    public static NodeResult elsewhere(String reason, List<Finding> findings, SourceTrace trace) {
        return new NodeResult(NodeState.ELSEWHERE, reason, List.of(), findings, trace);
    }

    public static NodeResult notRendered(String reason, List<Finding> findings, SourceTrace trace) {
        return new NodeResult(NodeState.NOT_RENDERED, reason, List.of(), findings, trace);
    }

    public NodeResult withTrace(SourceTrace newTrace) {
        return new NodeResult(state, reason, manifests, findings, newTrace, steps);
    }

    /** @param newSteps of work that rendering takes when nothing is known of it, as builds count them */
    public NodeResult withSteps(long newSteps) {
        return new NodeResult(state, reason, manifests, findings, trace, newSteps);
    }

    /**
     * The same, with the very manifests of another result where they are equal: whoever compares them later sees that at
     * once.
     */
    NodeResult sharing(NodeResult other) {
        Map<ObjectKey, Manifest> theirs = new HashMap<>();
        for (int i = 0; i < other.manifests.size(); i++) {
            theirs.put(other.keys().get(i), other.manifests.get(i));
        }
        List<Manifest> shared = new ArrayList<>(manifests);
        for (int i = 0; i < shared.size(); i++) {
            Manifest their = theirs.get(keys().get(i));
            if (shared.get(i).equals(their)) {
                shared.set(i, their);
            }
        }
        return new NodeResult(state, reason, shared, findings, trace, steps);
    }

    public NodeState state() {
        return state;
    }

    public String reason() {
        return reason;
    }

    public List<Manifest> manifests() {
        return manifests;
    }

    public List<Finding> findings() {
        return findings;
    }

    public SourceTrace trace() {
        return trace;
    }

    /** One for each manifest. */
    public List<ObjectKey> keys() {
        List<ObjectKey> known = keys;
        if (known == null) {
            known = manifests.stream().map(ObjectKey::of).toList();
            keys = known;
        }
        return known;
    }

    /** Every file of the tree that rendering read. */
    public Set<SourcePath> read() {
        Set<SourcePath> known = read;
        if (known == null) {
            known = Set.copyOf(trace.read().keySet());
            read = known;
        }
        return known;
    }

    /** Of work that rendering takes when nothing is known of it. */
    public long steps() {
        return steps;
    }

    /** Mappings, sequences and scalars of all manifests. */
    public long values() {
        Long known = values;
        if (known == null) {
            known = values(manifests);
            values = known;
        }
        return known;
    }

    /** Mappings, sequences and scalars of manifests. */
    public static long values(List<Manifest> manifests) {
        return manifests.stream()
                .mapToLong(manifest -> manifest.root().values())
                .sum();
    }

    /**
     * What follows from the result alone.
     *
     * @param question one constant for each question; small answers only, for nobody weighs them
     */
    @SuppressWarnings("unchecked") // a question has answers of its own type only
    public <T> T derive(Function<NodeResult, T> question) {
        Object known = derived.get(question);
        if (known == null) {
            known = question.apply(this);
            derived.put(question, known);
        }
        return (T) known;
    }
}
