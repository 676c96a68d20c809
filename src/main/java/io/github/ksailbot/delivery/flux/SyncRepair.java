package io.github.ksailbot.delivery.flux;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares where Flux begins with where the environment says it should: URL, tag and path of the FluxInstance's sync or,
 * without one, of the root OCIRepository and Kustomization. What differs is told, and put right if that is allowed and the
 * repository does not declare those objects itself.
 */
final class SyncRepair {
    private static final List<String> OWNERS =
            List.of(FluxNames.OWNER_NAME, FluxNames.RELEASE_NAME, "argocd.argoproj.io/instance");

    private final ClusterApi api;
    private final Redactor redactor;
    private final DeclaredObjects declared;

    SyncRepair(ClusterApi api, Redactor redactor, DeclaredObjects declared) {
        this.api = api;
        this.redactor = redactor;
        this.declared = declared;
    }

    /**
     * A field that is not as it should be.
     *
     * @param patch of the object that says so
     */
    private record Difference(
            ResourceType type, KubernetesObject object, String field, String live, String wanted, ObjectNode patch) {}

    /**
     * Looks and, if allowed, puts right.
     *
     * @param notes takes what people should know of it
     * @return whether something was put right
     */
    boolean align(FluxState state, SyncReference wanted, boolean repair, List<String> notes) throws ApiException {
        boolean repaired = false;
        for (Difference difference : differences(state, wanted)) {
            String what = difference.type().kind() + " " + difference.object().ref() + " has `" + difference.field()
                    + ": " + redactor.redact(difference.live()) + "`, the environment says `" + difference.wanted()
                    + "`";
            if (declared.have(difference.type().kind(), difference.object().ref()) || isApplied(difference.object())) {
                notes.add(what + ". The repository declares that object itself: change it there.");
            } else if (!repair) {
                notes.add(what + ". It was left as it is: the settings of the environment do not have"
                        + " `repairReference`.");
            } else {
                api.mergePatch(
                        difference.type(),
                        difference.object().namespace(),
                        difference.object().name(),
                        difference.patch());
                notes.add(what + ". It was put right.");
                repaired = true;
            }
        }
        return repaired;
    }

    /** Whether an engine or a chart has brought the object. */
    static boolean isApplied(KubernetesObject object) {
        return OWNERS.stream().anyMatch(label -> !object.label(label).isEmpty())
                || !object.annotation("meta.helm.sh/release-name").isEmpty();
    }

    private static List<Difference> differences(FluxState state, SyncReference wanted) {
        KubernetesObject instance = state.instance();
        List<Difference> differences = new ArrayList<>();
        if (instance != null && !instance.at("spec", "sync").isMissingNode()) {
            SyncTarget target =
                    new SyncTarget(instance.text("spec", "sync", "url"), instance.text("spec", "sync", "ref"), "");
            if (!instance.text("spec", "sync", "kind").equals(FluxId.OCI_REPOSITORY)) {
                return List.of();
            }
            ResourceType type = ResourceType.FLUX_INSTANCE;
            if (!target.hasRepository(wanted)) {
                differences.add(sync(type, instance, "url", target.url(), "oci://" + wanted.repository()));
            }
            if (!target.tag().isEmpty() && !target.hasTag(wanted)) {
                differences.add(sync(type, instance, "ref", target.tag(), wanted.tag()));
            }
            addPath(differences, type, instance, instance.text("spec", "sync", "path"), wanted, true);
            return differences;
        }
        FluxId rootId = new FluxId(FluxId.OCI_REPOSITORY, SourceView.rootRef());
        SourceView root = state.source(rootId);
        // where the environment's own source goes by another name, the root is somebody else's
        boolean elsewhere = state.sources(FluxId.OCI_REPOSITORY).stream()
                .anyMatch(source ->
                        !source.id().equals(rootId) && SyncTarget.of(source).pulls(wanted));
        if (root == null || (elsewhere && !SyncTarget.of(root).pulls(wanted))) {
            return List.of();
        }
        SyncTarget target = SyncTarget.of(root);
        if (!target.hasRepository(wanted)) {
            String url = "oci://" + wanted.repository();
            differences.add(new Difference(
                    ResourceType.OCI_REPOSITORY, root.object(), "spec.url", target.url(), url, spec("url", url)));
        }
        if (!target.hasTag(wanted)) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            ObjectNode ref = patch.putObject("spec").putObject("ref").put("tag", wanted.tag());
            if (!target.pinned().isEmpty()) {
                ref.putNull("digest").putNull("semver");
            }
            String live = target.pinned().isEmpty() ? target.tag() : target.pinned();
            differences.add(
                    new Difference(ResourceType.OCI_REPOSITORY, root.object(), "spec.ref", live, wanted.tag(), patch));
        }
        @Nullable KubernetesObject kustomization =
                state.get(FluxId.kustomization(new ObjectRef(FluxNames.NAMESPACE, FluxNames.ROOT)));
        if (kustomization != null
                && new KustomizationView(kustomization).source().equals(rootId)) {
            addPath(
                    differences,
                    ResourceType.KUSTOMIZATION,
                    kustomization,
                    kustomization.text("spec", "path"),
                    wanted,
                    false);
        }
        return differences;
    }

    private static void addPath(
            List<Difference> differences,
            ResourceType type,
            KubernetesObject object,
            String live,
            SyncReference wanted,
            boolean inSync) {
        String path = SyncTarget.normalPath(wanted.path());
        if (!SyncTarget.normalPath(live).equals(path)) {
            differences.add(
                    inSync
                            ? sync(type, object, "path", live, path)
                            : new Difference(type, object, "spec.path", live, path, spec("path", path)));
        }
    }

    private static Difference sync(
            ResourceType type, KubernetesObject object, String field, String live, String wanted) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").putObject("sync").put(field, wanted);
        return new Difference(type, object, "spec.sync." + field, live, wanted, patch);
    }

    private static ObjectNode spec(String field, String value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put(field, value);
        return patch;
    }
}
