package io.github.ksailbot.sandbox.kubernetes.api;

import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.Arrays;
import java.util.List;

/**
 * What a path names.
 *
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param name empty for a collection
 * @param subresource empty for none
 */
record Target(Kind kind, String version, String namespace, String name, String subresource) {

    /** @throws StatusError 404 when nothing of the kind is served */
    static Target of(Kinds kinds, String path) {
        List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
        boolean core = "api".equals(parts.get(0));
        int at = core ? 2 : 3;
        if (parts.size() <= at || !(core || "apis".equals(parts.get(0)))) {
            throw missing();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(at - 1);
        String namespace = "";
        boolean scoped = "namespaces".equals(parts.get(at)) && parts.size() > at + 2;
        if (scoped && !List.of("status", "finalize").contains(parts.get(at + 2))) {
            namespace = parts.get(at + 1);
            at += 2;
        }
        Kind kind = kinds.served(group, version, parts.get(at)).orElseThrow(Target::missing);
        String name = parts.size() > at + 1 ? parts.get(at + 1) : "";
        String subresource = parts.size() > at + 2 ? parts.get(at + 2) : "";
        boolean known = subresource.isEmpty()
                || ("status".equals(subresource) && kind.status())
                || ("log".equals(subresource) && "pods".equals(kind.plural()));
        if (!known || parts.size() > at + 3 || (!namespace.isEmpty() && !kind.namespaced())) {
            throw missing();
        }
        if (!name.isEmpty() && kind.namespaced() && namespace.isEmpty()) {
            throw missing();
        }
        return new Target(kind, version, namespace, name, subresource);
    }

    private static StatusError missing() {
        return StatusError.of(404, "NotFound", "the server could not find the requested resource");
    }

    String resource() {
        return subresource.isEmpty() ? kind.plural() : kind.plural() + "/" + subresource;
    }
}
