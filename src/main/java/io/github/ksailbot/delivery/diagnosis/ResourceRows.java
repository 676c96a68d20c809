package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.diagnosis.Diagnosis.Mark;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.Row;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts GitOps objects that are not ready in the order in which they explain each other. */
final class ResourceRows {
    private static final Pattern DEPENDENCY = Pattern.compile("dependency '([^']+)'");
    private static final Set<String> HOME = Set.of("flux-system", "argocd");

    /** Deeper chains are in no order among themselves: a cluster may hold any number of objects that name each other. */
    private static final int DEEPEST = 100;

    private final List<ResourceState> waiting;
    private final Map<String, ResourceState> byName = new HashMap<>();

    ResourceRows(List<ResourceState> resources) {
        this.waiting = resources.stream()
                .filter(resource -> resource.phase() == Phase.FAILED
                        || resource.phase() == Phase.PROGRESSING
                        || resource.phase() == Phase.BLOCKED)
                .toList();
        waiting.forEach(resource -> byName.putIfAbsent(key(resource), resource));
    }

    List<Row> rows() {
        return waiting.stream()
                .sorted(Comparator.comparing(ResourceRows::mark)
                        .thenComparing(this::depth)
                        .thenComparing(ResourceRows::shortName))
                .map(resource -> new Row(resource.kind(), shortName(resource), mark(resource), text(resource)))
                .toList();
    }

    /** Those that wait for nothing else: failures if there are any. */
    List<ResourceState> roots() {
        List<ResourceState> roots = waiting.stream()
                .filter(resource -> mark(resource) != Mark.BLOCKED)
                .toList();
        List<ResourceState> failed =
                roots.stream().filter(resource -> mark(resource) == Mark.FAILED).toList();
        return failed.isEmpty() ? roots : failed;
    }

    /**
     * One line about all of it.
     *
     * @param more whether something else was found out, such as pods that do not run
     */
    String summary(boolean more) {
        if (waiting.isEmpty()) {
            return more ? "reconciliation failed — see diagnostics above" : "";
        }
        List<ResourceState> roots = roots();
        long blocked = waiting.stream()
                .filter(resource -> mark(resource) == Mark.BLOCKED)
                .count();
        if (roots.isEmpty()) {
            return "reconciliation failed: " + counted(waiting.size(), "resource") + " not ready";
        }
        String suffix = blocked == 0 ? "" : "; " + counted(blocked, "dependent") + " blocked";
        if (roots.size() == 1) {
            ResourceState root = roots.get(0);
            String reason = root.reason().isEmpty() ? "" : " (" + root.reason() + ")";
            return "reconciliation failed: " + shortName(root) + reason + suffix;
        }
        String names = String.join(
                ", ", roots.stream().map(ResourceRows::shortName).sorted().toList());
        return "reconciliation failed: " + roots.size() + " resources not ready (" + Wording.cut(names, 200) + ")"
                + suffix;
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How many stand between an object and its root. A circle ends where it comes back to what was seen. */
    private int depth(ResourceState resource) {
        Set<String> seen = new HashSet<>();
        ResourceState at = resource;
        while (at != null && mark(at) == Mark.BLOCKED && seen.size() < DEEPEST && seen.add(key(at))) {
            String direct = Wording.find(DEPENDENCY, at.message());
            at = byName.get(at.kind() + " " + (direct.isEmpty() ? at.blockedBy() : direct));
        }
        return seen.size();
    }

    private static Mark mark(ResourceState resource) {
        if (resource.phase() == Phase.BLOCKED || resource.reason().contains("DependencyNotReady")) {
            return Mark.BLOCKED;
        }
        return resource.phase() == Phase.PROGRESSING || resource.reason().contains("Progress")
                ? Mark.PROGRESSING
                : Mark.FAILED;
    }

    private static String text(ResourceState resource) {
        if (mark(resource) == Mark.BLOCKED) {
            String blocker = resource.blockedBy().isEmpty()
                    ? Wording.find(DEPENDENCY, resource.message())
                    : resource.blockedBy();
            if (!blocker.isEmpty()) {
                return "blocked by " + shortName(blocker);
            }
            if (!resource.reason().isEmpty()) {
                return "blocked (dependency not ready)";
            }
        }
        String message = Wording.brief(resource.message());
        if (resource.reason().isEmpty()) {
            return message.isEmpty() ? "not ready" : message;
        }
        return message.isEmpty() ? resource.reason() : resource.reason() + " · " + message;
    }

    private static String key(ResourceState resource) {
        return resource.kind() + " " + resource.namespace() + "/" + resource.name();
    }

    private static String shortName(ResourceState resource) {
        return resource.namespace().isEmpty() || HOME.contains(resource.namespace())
                ? resource.name()
                : resource.namespace() + "/" + resource.name();
    }

    private static String shortName(String name) {
        int slash = name.indexOf('/');
        return slash > 0 && HOME.contains(name.substring(0, slash)) ? name.substring(slash + 1) : name;
    }
}
