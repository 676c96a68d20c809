package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import java.util.Set;

/** What is not waited for, because it says so itself or because somebody named it. */
public final class Exclusion {
    /** On an object, with the value {@code true}. */
    public static final String ANNOTATION = "ksail.devantler.tech/reconcile-exclude";

    private Exclusion() {}

    public static boolean isAskedForBy(KubernetesObject object) {
        return object.annotation(ANNOTATION).strip().equalsIgnoreCase("true");
    }

    /** @param names {@code NAME} or {@code NAMESPACE/NAME} */
    public static boolean names(Set<String> names, ObjectRef ref) {
        return names.contains(ref.name()) || names.contains(ref.namespace() + "/" + ref.name());
    }
}
