package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.cluster.ObjectRef;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which objects that say where an engine begins are declared by the delivered commit: these have an owner, and what differs in
 * the cluster is only reported. A cluster itself says so of an object only after the engine has applied it once.
 */
@FunctionalInterface
public interface DeclaredObjects {
    DeclaredObjects NONE = (kind, object) -> false;

    /** @param kind such as {@code Application} */
    boolean have(String kind, ObjectRef object);

    /** Looks at what is declared when it is asked for the first time: most deliveries find nothing that differs. For one thread. */
    static DeclaredObjects lazily(Supplier<DeclaredObjects> look) {
        return new DeclaredObjects() {
            private @Nullable DeclaredObjects found;

            @Override
            public boolean have(String kind, ObjectRef object) {
                DeclaredObjects seen = found;
                if (seen == null) {
                    seen = look.get();
                    found = seen;
                }
                return seen.have(kind, object);
            }
        };
    }
}
