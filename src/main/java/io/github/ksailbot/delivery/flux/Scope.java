package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Goal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What in a cluster belongs to a goal: the sources that pull it, the Kustomizations that apply from those, and everything
 * of Flux that these have applied in turn, in whatever namespace.
 *
 * @param sources none when nothing in the cluster pulls what was delivered
 * @param kustomizations those that others depend on first
 * @param releases by name
 * @param missing what a Kustomization says to have applied, but is not there (yet)
 * @param owners which Kustomization has applied an object
 */
record Scope(
        List<SourceView> sources,
        List<KustomizationView> kustomizations,
        List<HelmReleaseView> releases,
        List<FluxId> missing,
        Map<FluxId, FluxId> owners) {

    static Scope of(FluxState state, Goal goal) {
        List<SourceView> sources = sources(state, goal);
        Set<FluxId> sourceIds = new TreeSet<>();
        sources.forEach(source -> sourceIds.add(source.id()));

        Map<FluxId, List<FluxId>> labelled = labelled(state);
        Map<FluxId, KustomizationView> owned = new LinkedHashMap<>();
        Map<FluxId, FluxId> owners = new HashMap<>();
        Set<FluxId> releases = new TreeSet<>();
        Set<FluxId> missing = new TreeSet<>();
        ArrayDeque<KustomizationView> open = new ArrayDeque<>();
        for (KustomizationView kustomization : state.kustomizations()) {
            if (sourceIds.contains(kustomization.source())) {
                owned.put(kustomization.id(), kustomization);
                open.add(kustomization);
            }
        }
        while (!open.isEmpty()) {
            KustomizationView owner = open.remove();
            Set<FluxId> children = new TreeSet<>(labelled.getOrDefault(owner.id(), List.of()));
            for (FluxId child : owner.children()) {
                if (isFollowed(child)) {
                    children.add(child);
                }
            }
            for (FluxId child : children) {
                if (!child.equals(owner.id())) {
                    owners.putIfAbsent(child, owner.id());
                }
                KubernetesObject object = state.get(child);
                if (object == null) {
                    if (!state.unseen().contains(child.kind())) {
                        missing.add(child);
                    }
                } else if (child.kind().equals(FluxId.HELM_RELEASE)) {
                    releases.add(child);
                } else if (!owned.containsKey(child)) {
                    KustomizationView kustomization = new KustomizationView(object);
                    owned.put(child, kustomization);
                    open.add(kustomization);
                }
            }
        }
        return new Scope(
                sources,
                DependencyOrder.sort(rootsFirst(owned, owners), KustomizationView::id, KustomizationView::dependencies),
                releases.stream().map(state::get).map(HelmReleaseView::new).toList(),
                List.copyOf(missing),
                owners);
    }

    /** Those that no other one of them has applied: where the sync begins. */
    List<KustomizationView> roots() {
        return kustomizations.stream()
                .filter(kustomization -> !owners.containsKey(kustomization.id()))
                .toList();
    }

    List<FluxId> releasesOf(FluxId kustomization) {
        return releases.stream()
                .map(HelmReleaseView::id)
                .filter(release -> kustomization.equals(owners.get(release)))
                .toList();
    }

    @Nullable KustomizationView kustomization(@Nullable FluxId id) {
        return kustomizations.stream()
                .filter(kustomization -> kustomization.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static boolean isFollowed(FluxId child) {
        return child.kind().equals(FluxId.KUSTOMIZATION) || child.kind().equals(FluxId.HELM_RELEASE);
    }

    private static List<KustomizationView> rootsFirst(
            Map<FluxId, KustomizationView> owned, Map<FluxId, FluxId> owners) {
        List<KustomizationView> ordered = new ArrayList<>();
        owned.values().stream().filter(view -> !owners.containsKey(view.id())).forEach(ordered::add);
        owned.values().stream().filter(view -> owners.containsKey(view.id())).forEach(ordered::add);
        return ordered;
    }

    private static List<SourceView> sources(FluxState state, Goal goal) {
        if (goal.reference() == null) {
            return state.sources(FluxId.GIT_REPOSITORY).stream()
                    .filter(source -> source.reads(goal.repositoryUrls()) && source.follows(goal.branch()))
                    .toList();
        }
        return state.sources(FluxId.OCI_REPOSITORY).stream()
                .filter(source -> SyncTarget.of(source).pulls(goal.reference()))
                .toList();
    }

    /** What the controllers' labels say about who has applied what. */
    private static Map<FluxId, List<FluxId>> labelled(FluxState state) {
        Map<FluxId, List<FluxId>> labelled = new HashMap<>();
        state.objects().forEach((id, object) -> {
            String owner = object.label(FluxNames.OWNER_NAME);
            if (isFollowed(id) && !owner.isEmpty()) {
                ObjectRef ref = new ObjectRef(object.label(FluxNames.OWNER_NAMESPACE), owner);
                labelled.computeIfAbsent(FluxId.kustomization(ref), none -> new ArrayList<>())
                        .add(id);
            }
        });
        return labelled;
    }
}
