package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.argocd.ApplicationView.Managed;
import io.github.ksailbot.delivery.argocd.ApplicationView.Source;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Applications that belong to a delivery: those that read what was delivered, and those that these bring along.
 *
 * @param members by namespace and name, those that read it first
 * @param missing that a member should have made and has not
 * @param elsewhere Applications that read the same place but another tag or branch
 * @param generated whether ApplicationSets of the delivery may still make more
 */
record Scope(List<Member> members, List<ObjectRef> missing, List<ApplicationView> elsewhere, boolean generated) {
    Scope {
        members = List.copyOf(members);
        missing = List.copyOf(missing);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * @param revision that it must have; empty when any will do
     * @param at which of its sources reads what was delivered; -1 for none
     */
    record Member(ApplicationView app, String revision, int at) {
        boolean reads() {
            return at >= 0;
        }
    }

    static Scope of(Collection<ApplicationView> all, Goal goal) {
        Map<ObjectRef, ApplicationView> byRef = new TreeMap<>();
        all.forEach(app -> byRef.put(app.ref(), app));
        Map<ObjectRef, Member> members = new LinkedHashMap<>();
        List<ApplicationView> elsewhere = new ArrayList<>();
        for (ApplicationView app : byRef.values()) {
            int at = reading(app, goal, true);
            if (at >= 0) {
                members.put(app.ref(), new Member(app, revision(goal), at));
            } else if (reading(app, goal, false) >= 0) {
                elsewhere.add(app);
            }
        }
        TreeSet<ObjectRef> missing = new TreeSet<>();
        boolean generated = members.values().stream()
                .anyMatch(member -> !member.app().owner().isEmpty());
        Queue<Member> open = new ArrayDeque<>(members.values());
        for (Member parent = open.poll(); parent != null; parent = open.poll()) {
            for (Managed resource : parent.app().resources()) {
                List<ApplicationView> children = List.of();
                if (resource.kind().equals(ArgoCdNames.APPLICATION)) {
                    ApplicationView child = byRef.get(resource.ref());
                    if (child == null) {
                        missing.add(resource.ref());
                    } else {
                        children = List.of(child);
                    }
                } else if (resource.kind().equals(ArgoCdNames.APPLICATION_SET)) {
                    generated = true;
                    children = byRef.values().stream()
                            .filter(app -> app.owner().equals(resource.ref().name())
                                    && app.ref()
                                            .namespace()
                                            .equals(resource.ref().namespace()))
                            .toList();
                }
                for (ApplicationView child : children) {
                    Member member = new Member(child, "", -1);
                    if (members.putIfAbsent(child.ref(), member) == null) {
                        open.add(member);
                    }
                }
            }
        }
        return new Scope(List.copyOf(members.values()), List.copyOf(missing), elsewhere, generated);
    }

    static String revision(Goal goal) {
        return goal.reference() == null ? goal.commit() : Objects.requireNonNullElse(goal.digest(), "");
    }

    /** Which source reads what was delivered; -1 for none. */
    private static int reading(ApplicationView app, Goal goal, boolean target) {
        for (int i = 0; i < app.sources().size(); i++) {
            Source source = app.sources().get(i);
            if (isPlace(source, goal) && (!target || isTarget(source, goal))) {
                return i;
            }
        }
        return -1;
    }

    static boolean isPlace(Source source, Goal goal) {
        RepositoryAddress mine = RepositoryAddress.of(source.url());
        SyncReference reference = goal.reference();
        if (reference != null) {
            return mine.isSame(RepositoryAddress.ofArtifacts(reference.repository()));
        }
        return goal.repositoryUrls().stream().anyMatch(url -> mine.equals(RepositoryAddress.of(url)));
    }

    static boolean isTarget(Source source, Goal goal) {
        String target = source.target();
        SyncReference reference = goal.reference();
        if (reference != null) {
            return (target.isEmpty() ? "latest" : target).equals(reference.tag()) || target.equals(goal.digest());
        }
        // What is delivered is the repository's main branch, which HEAD is too.
        return target.isEmpty()
                || target.equals("HEAD")
                || target.equals(goal.branch())
                || target.equals("refs/heads/" + goal.branch())
                || target.equals(goal.commit());
    }
}
