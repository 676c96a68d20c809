package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.stream.Collectors;

/** Ids of resources as Kubescape's reports have them. */
public final class ResourceIds {
    private ResourceIds() {}

    /** {@code group/version/namespace/kind/name}; for a subject its own and those of its binding and role. */
    public static String of(ScanObject object) {
        if (object.isSubject()) {
            return object.apiVersion() + "/" + object.namespace() + "/" + object.kind() + "/" + object.name() + "/"
                    + object.related().stream().map(ResourceIds::of).sorted().collect(Collectors.joining("/"));
        }
        String apiVersion = object.apiVersion().contains("/") ? object.apiVersion() : "/" + object.apiVersion();
        return apiVersion + "/" + object.namespace() + "/" + object.kind() + "/" + object.name();
    }
}
