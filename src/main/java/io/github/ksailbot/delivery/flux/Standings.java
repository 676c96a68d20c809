package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where all objects of a goal stand, and which of them hold up which others: a dependent of what has failed is blocked by
 * that root, however many stand between them and in whatever namespace.
 */
final class Standings {
    private static final int MESSAGE_LENGTH = 1000;
    private static final Pattern NAMED = Pattern.compile("dependency '([^']+)'");

    private final Map<FluxId, Standing> standings = new LinkedHashMap<>();
    private final Map<FluxId, List<FluxId>> dependencies = new HashMap<>();
    private final Set<FluxId> failed = new HashSet<>();
    /** What was found out about those that are here so far. */
    private final Map<FluxId, Optional<FluxId>> roots = new HashMap<>();

    private final Redactor redactor;

    Standings(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Adds one; what others depend on comes first.
     *
     * @param over whether a failure has had its time
     */
    void add(FluxId id, Standing standing, List<FluxId> dependsOn, boolean over) {
        roots.clear();
        standings.put(id, standing);
        dependencies.put(id, dependsOn);
        if (standing.isFailure() && (standing.isFinal() || over)) {
            failed.add(id);
        }
    }

    boolean hasFailed(FluxId id) {
        return failed.contains(id);
    }

    List<FluxId> failures() {
        return standings.keySet().stream().filter(failed::contains).toList();
    }

    /** What may still become ready or fail: neither settled nor held up by a failure. */
    List<FluxId> open() {
        return standings.keySet().stream().filter(id -> isOpen(id)).toList();
    }

    private boolean isOpen(FluxId id) {
        if (failed.contains(id)) {
            return false;
        }
        return switch (phase(id)) {
            case READY, SUSPENDED, EXCLUDED -> false;
            case PROGRESSING, FAILED -> true;
            case BLOCKED -> failedRoot(id) == null;
        };
    }

    long count(String kind, Phase phase) {
        return standings.keySet().stream()
                .filter(id -> id.kind().equals(kind) && phase(id) == phase)
                .count();
    }

    /** Those of a kind that are waited for or were. */
    long counted(String kind) {
        return standings.keySet().stream()
                .filter(id -> id.kind().equals(kind))
                .filter(id -> phase(id) != Phase.SUSPENDED && phase(id) != Phase.EXCLUDED)
                .count();
    }

    Phase phase(FluxId id) {
        Standing standing = standings.get(id);
        return standing == null ? Phase.PROGRESSING : standing.phase();
    }

    List<ResourceState> states(boolean ended) {
        List<ResourceState> states = new ArrayList<>();
        standings.forEach((id, standing) -> states.add(state(id, standing, ended)));
        return states;
    }

    private ResourceState state(FluxId id, Standing standing, boolean ended) {
        Phase phase = standing.phase();
        if (phase == Phase.FAILED && !failed.contains(id) && !ended) {
            phase = Phase.PROGRESSING;
        }
        String blocker = "";
        if (phase == Phase.BLOCKED || (phase == Phase.PROGRESSING && failedRoot(id) != null)) {
            blocker = blocker(id, standing);
            phase = Phase.BLOCKED;
        }
        return new ResourceState(
                id.kind(),
                id.ref().namespace(),
                id.ref().name(),
                phase,
                standing.reason(),
                clean(standing.message()),
                blocker);
    }

    private String blocker(FluxId id, Standing standing) {
        FluxId root = failedRoot(id);
        if (root != null) {
            return root.ref().toString();
        }
        for (FluxId dependency : dependencies.getOrDefault(id, List.of())) {
            if (phase(dependency) != Phase.READY) {
                return dependency.ref().toString();
            }
        }
        Matcher named = NAMED.matcher(standing.message());
        return named.find() ? named.group(1) : "";
    }

    /** What has failed among all that it depends on, itself apart: the deepest of the first chain that has one. */
    private @Nullable FluxId failedRoot(FluxId id) {
        return roots.computeIfAbsent(id, this::findRoot).orElse(null);
    }

    private Optional<FluxId> findRoot(FluxId id) {
        Set<FluxId> seen = new HashSet<>(Set.of(id));
        Deque<FluxId> path = new ArrayDeque<>(List.of(id));
        Deque<Iterator<FluxId>> open = new ArrayDeque<>(List.of(dependencies(id)));
        while (!open.isEmpty()) {
            if (open.element().hasNext()) {
                FluxId dependency = open.element().next();
                Optional<FluxId> known = roots.get(dependency);
                if (known != null && known.isPresent()) {
                    return known;
                }
                if (known != null && failed.contains(dependency)) {
                    return Optional.of(dependency);
                }
                if (known == null && seen.add(dependency)) {
                    path.push(dependency);
                    open.push(dependencies(dependency));
                }
            } else {
                open.pop();
                FluxId done = path.pop();
                if (!done.equals(id) && failed.contains(done)) {
                    return Optional.of(done);
                }
            }
        }
        return Optional.empty();
    }

    private Iterator<FluxId> dependencies(FluxId id) {
        return dependencies.getOrDefault(id, List.of()).iterator();
    }

    /** What stands in the way, in one sentence: failures, else what is failing, else what is open. */
    String cause() {
        List<FluxId> named = failures();
        if (named.isEmpty()) {
            named = standings.entrySet().stream()
                    .filter(entry -> entry.getValue().isFailure())
                    .map(Map.Entry::getKey)
                    .toList();
        }
        if (named.isEmpty()) {
            named = open();
        }
        if (named.isEmpty()) {
            return "";
        }
        FluxId first = named.get(0);
        Standing standing = standings.getOrDefault(first, Standing.excluded());
        String status = clean(standing.status());
        String more = named.size() > 1 ? " (and " + (named.size() - 1) + " more)" : "";
        long blocked = standings.keySet().stream()
                .filter(id -> !failed.contains(id) && failedRoot(id) != null && phase(id) != Phase.READY)
                .count();
        String held =
                blocked == 0 ? "" : "; " + blocked + (blocked == 1 ? " dependent is" : " dependents are") + " blocked";
        return first + (status.isEmpty() ? "" : ": " + status) + more + held;
    }

    private String clean(String message) {
        String text = redactor.redact(message).strip().replaceAll("\\s+", " ");
        return text.length() <= MESSAGE_LENGTH ? text : text.substring(0, MESSAGE_LENGTH - 1) + "…";
    }
}
