package io.github.ksailbot.engine.schema;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which APIs a cluster of the bundled Kubernetes version has by itself. */
public final class ApiVersions {
    private static final SortedSet<String> BUILT_IN = read();

    private ApiVersions() {}

    /** {@code apps/v1} and {@code apps/v1/Deployment}, as Helm tells its templates. */
    public static SortedSet<String> builtIn() {
        return BUILT_IN;
    }

    /** The bundled version, {@code v1.36.0}. */
    public static String kubernetes() {
        return "v" + KubernetesSchemas.VERSION + ".0";
    }

    private static SortedSet<String> read() {
        SortedSet<String> versions = new TreeSet<>();
        for (KubernetesKinds.Kind kind : KubernetesKinds.bundled().all()) {
            versions.add(kind.apiVersion());
            versions.add(kind.apiVersion() + "/" + kind.name());
        }
        return Collections.unmodifiableSortedSet(versions);
    }
}
