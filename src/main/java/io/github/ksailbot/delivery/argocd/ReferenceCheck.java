package io.github.ksailbot.delivery.argocd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.argocd.ApplicationView.Source;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares where Argo CD begins with where the environment says it should: {@code repoURL}, {@code targetRevision} and
 * {@code path} of the root Application. What differs is told, and put right if that is allowed, the repository does not
 * declare the Application itself, and nothing else has made it.
 */
final class ReferenceCheck {
    private final ClusterApi api;
    private final Redactor redactor;
    private final DeclaredObjects declared;

    ReferenceCheck(ClusterApi api, Redactor redactor, DeclaredObjects declared) {
        this.api = api;
        this.redactor = redactor;
        this.declared = declared;
    }

    /**
     * @param notes takes what people should know of it
     * @return whether something was put right
     */
    boolean align(Collection<KubernetesObject> applications, Goal goal, boolean repair, List<String> notes)
            throws ApiException {
        SyncReference wanted = goal.reference();
        KubernetesObject root = wanted == null ? null : root(applications, goal);
        if (wanted == null || root == null) {
            return false;
        }
        ApplicationView view = ApplicationView.of(root);
        List<String> differences = new ArrayList<>();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode fix = patch.putObject("spec").putObject("source");
        Source source = view.sources().isEmpty()
                ? new Source("", "", "")
                : view.sources().get(0);
        if (!Scope.isPlace(source, goal)) {
            differences.add(difference("repoURL", source.url(), "oci://" + wanted.repository()));
            fix.put("repoURL", "oci://" + wanted.repository());
        }
        if (!Scope.isTarget(source, goal)) {
            differences.add(difference("targetRevision", source.target(), wanted.tag()));
            fix.put("targetRevision", wanted.tag());
        }
        if (!path(source.path()).equals(path(wanted.path()))) {
            differences.add(difference("path", source.path(), path(wanted.path())));
            fix.put("path", path(wanted.path()));
        }
        if (differences.isEmpty()) {
            return false;
        }
        String what = "Application %s has %s".formatted(root.ref(), redactor.redact(String.join(", ", differences)));
        if (declared.have(ArgoCdNames.APPLICATIONS.kind(), root.ref())) {
            notes.add(what + ". The repository declares that Application itself: change it there.");
        } else if (isMade(root, view)) {
            notes.add(what + ". It is made by something else: change it there.");
        } else if (!repair
                || view.sources().size() > 1
                || !root.at("spec", "source").isObject()) {
            notes.add(what + ". It was left as it is.");
        } else {
            api.mergePatch(ArgoCdNames.APPLICATIONS, root.namespace(), root.name(), patch);
            notes.add(what + ". It was put right.");
            return true;
        }
        return false;
    }

    private static String difference(String field, String live, String wanted) {
        return "`%s: %s` where the environment says `%s`".formatted(field, live, wanted);
    }

    /** KSail's own Application, or else the only one that reads the place; null when others read what was delivered. */
    private static @Nullable KubernetesObject root(Collection<KubernetesObject> applications, Goal goal) {
        List<KubernetesObject> same = new ArrayList<>();
        KubernetesObject own = null;
        boolean read = false;
        for (KubernetesObject object : applications) {
            boolean ours = object.ref().equals(new ObjectRef(ArgoCdNames.NAMESPACE, ArgoCdNames.ROOT));
            own = ours ? object : own;
            for (Source source : ApplicationView.of(object).sources()) {
                if (Scope.isPlace(source, goal)) {
                    same.add(object);
                    read |= !ours && Scope.isTarget(source, goal);
                    break;
                }
            }
        }
        if (own != null && (!read || same.contains(own))) {
            return own;
        }
        return !read && same.size() == 1 ? same.get(0) : null;
    }

    private static boolean isMade(KubernetesObject object, ApplicationView view) {
        return !view.owner().isEmpty()
                || !object.label("app.kubernetes.io/instance").isEmpty()
                || !object.annotation("argocd.argoproj.io/tracking-id").isEmpty()
                || !object.label("kustomize.toolkit.fluxcd.io/name").isEmpty()
                || !object.annotation("meta.helm.sh/release-name").isEmpty();
    }

    /** {@code .} for the top. */
    private static String path(String text) {
        String path = text.strip().replaceFirst("^(\\./+)+", "").replaceAll("/+$", "");
        return path.isEmpty() ? "." : path;
    }
}
