package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all Applications of a delivery together amount to. */
final class Outlook {
    private final Map<ObjectRef, Readiness> standing = new LinkedHashMap<>();
    private final Redactor redactor;

    Outlook(Redactor redactor) {
        this.redactor = redactor;
    }

    void put(ObjectRef ref, Readiness readiness) {
        standing.put(ref, readiness);
    }

    boolean isEmpty() {
        return standing.isEmpty();
    }

    /** Whether another look at the sources may help. */
    boolean isStale(ObjectRef ref) {
        Readiness readiness = standing.get(ref);
        return readiness != null
                && readiness.phase() == Phase.PROGRESSING
                && (readiness.source() || readiness.reason().equals("Revision"));
    }

    /** Nothing is left to wait for. */
    boolean isOver() {
        return standing.values().stream().noneMatch(one -> one.phase() == Phase.PROGRESSING);
    }

    Optional<Map.Entry<ObjectRef, Readiness>> firstFailed() {
        return standing.entrySet().stream()
                .filter(entry -> entry.getValue().hasFailed())
                .findFirst();
    }

    /** Whether any Application runs what it should. */
    boolean anyReady() {
        return standing.values().stream().anyMatch(Readiness::isReady);
    }

    Convergence convergence() {
        if (firstFailed().isPresent()) {
            return Convergence.DIVERGED;
        }
        return isOver() && anyReady() ? Convergence.CONVERGED : Convergence.BEHIND;
    }

    String doing() {
        long all = standing.values().stream()
                .filter(one -> one.phase() != Phase.EXCLUDED && one.phase() != Phase.SUSPENDED)
                .count();
        long ready = standing.values().stream().filter(Readiness::isReady).count();
        return "Waiting for %d of %d Applications".formatted(all - ready, all);
    }

    /** What stands in the way, in one sentence; empty when nothing does. */
    String cause() {
        if (firstFailed().isPresent()) {
            return cause(firstFailed().get());
        }
        List<String> waiting = standing.entrySet().stream()
                .filter(entry -> entry.getValue().phase() == Phase.PROGRESSING)
                .limit(3)
                .map(this::cause)
                .toList();
        return String.join("; ", waiting);
    }

    private String cause(Map.Entry<ObjectRef, Readiness> entry) {
        Readiness readiness = entry.getValue();
        String about = readiness.message().isEmpty()
                ? readiness.reason()
                : readiness.reason().isEmpty() ? readiness.message() : readiness.reason() + ": " + readiness.message();
        String what = readiness.source() && readiness.hasFailed() ? "the source is not available: " : "";
        return redactor.redact("Application " + entry.getKey() + ": " + what + about);
    }

    List<ResourceState> states() {
        List<ResourceState> states = new ArrayList<>();
        standing.forEach((ref, readiness) -> states.add(new ResourceState(
                ArgoCdNames.APPLICATION,
                ref.namespace(),
                ref.name(),
                readiness.phase(),
                readiness.reason(),
                redactor.redact(readiness.message()),
                "")));
        return states;
    }

    /** What people should know beside it. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        standing.forEach((ref, readiness) -> {
            if (readiness.phase() == Phase.SUSPENDED) {
                notes.add(redactor.redact("Application " + ref + " was not waited for: " + readiness.message() + "."));
            }
        });
        return notes;
    }
}
