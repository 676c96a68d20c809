package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Applications that an environment's own manifests declare, by themselves or by what makes them. */
public final class DeclaredApplications {
    private DeclaredApplications() {}

    /** @param manifests everything that the environment's cluster gets, as rendered: not those of other environments */
    public static DeclaredObjects in(Collection<Manifest> manifests) {
        Set<ObjectRef> declared = manifests.stream()
                .filter(manifest -> manifest.kind().equals(ArgoCdNames.APPLICATIONS.kind())
                        && manifest.apiVersion().startsWith(ArgoCdNames.APPLICATIONS.group() + "/"))
                .map(manifest -> new ObjectRef(
                        manifest.namespace().isEmpty() ? ArgoCdNames.NAMESPACE : manifest.namespace(), manifest.name()))
                .collect(Collectors.toUnmodifiableSet());
        return (kind, object) -> kind.equals(ArgoCdNames.APPLICATIONS.kind()) && declared.contains(object);
    }
}
