package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * When Argo CD applies an object that says so itself.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks">Argo CD</a>
 */
final class Hooks {
    private static final Set<String> OWN =
            Set.of("PreSync", "Sync", "PostSync", "SyncFail", "PreDelete", "PostDelete", "Skip");
    private static final Set<String> OF_HELM =
            Set.of("pre-install", "pre-upgrade", "post-install", "post-upgrade", "pre-delete", "post-delete");
    /** No hook to Argo CD: the object is applied like any other one. */
    private static final String CRD = "crd-install";

    private Hooks() {}

    /** Whether it ever is: not one that is to be skipped, and not one for what only Helm has, as tests and rollbacks. */
    static boolean isApplied(Manifest object) {
        MappingNode annotations = Fields.mapping(Fields.mapping(object.root(), "metadata"), "annotations");
        List<String> own = types(annotations, "argocd.argoproj.io/hook", OWN);
        if (!own.isEmpty()) {
            return !own.equals(List.of("Skip"));
        }
        boolean isHook = annotations.has("argocd.argoproj.io/hook")
                || (annotations.has("helm.sh/hook")
                        && !annotations.text("helm.sh/hook").equals(CRD));
        return !isHook || !types(annotations, "helm.sh/hook", OF_HELM).isEmpty();
    }

    /** Whether it says when it is to be applied. */
    static boolean isHook(Manifest object) {
        MappingNode annotations = Fields.mapping(Fields.mapping(object.root(), "metadata"), "annotations");
        return annotations.has("argocd.argoproj.io/hook")
                || (annotations.has("helm.sh/hook")
                        && !annotations.text("helm.sh/hook").equals(CRD));
    }

    private static List<String> types(MappingNode annotations, String key, Set<String> known) {
        return Arrays.stream(annotations.text(key).split(",", -1))
                .map(String::strip)
                .filter(known::contains)
                .toList();
    }
}
