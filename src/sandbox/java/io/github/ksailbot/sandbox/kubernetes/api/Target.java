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

    /** What a path asks for by its shape, whether or not there is such a kind. */
    record Shape(String group, String version, String plural, String namespace, String name, String subresource) {

        /** @throws StatusError 404 when no resource could ever be there */
        static Shape of(String path) {
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
            if (parts.size() > at + 3) {
                throw missing();
            }
            return new Shape(
                    group,
                    version,
                    parts.get(at),
                    namespace,
                    parts.size() > at + 1 ? parts.get(at + 1) : "",
                    parts.size() > at + 2 ? parts.get(at + 2) : "");
        }

        String resource() {
            return subresource.isEmpty() ? plural : plural + "/" + subresource;
        }
    }

    /** @throws StatusError 404 when nothing of the kind is served */
    static Target of(Kinds kinds, Shape shape) {
        Kind kind = kinds.served(shape.group(), shape.version(), shape.plural()).orElseThrow(Target::missing);
        String subresource = shape.subresource();
        boolean known = subresource.isEmpty()
                || ("status".equals(subresource) && kind.status())
                || ("log".equals(subresource) && "pods".equals(kind.plural()));
        boolean misplaced = kind.namespaced()
                ? !shape.name().isEmpty() && shape.namespace().isEmpty()
                : !shape.namespace().isEmpty();
        if (!known || misplaced) {
            throw missing();
        }
        return new Target(kind, shape.version(), shape.namespace(), shape.name(), subresource);
    }

    private static StatusError missing() {
        return StatusError.of(404, "NotFound", "the server could not find the requested resource");
    }
}
