package io.github.ksailbot.sandbox.kubernetes.access;

/**
 * What somebody wants to do.
 *
 * @param verb of RBAC: get, list, watch, create, update, patch, delete, deletecollection
 * @param resource plural, with {@code /subresource} when there is one
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param name empty when the request names none
 */
public record Attributes(String verb, String group, String resource, String namespace, String name) {
    String refusal(User user) {
        String what = group.isEmpty() ? resource : resource + "." + group;
        String object = name.isEmpty() ? "" : " \"" + name + "\"";
        String scope = namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
        return "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(what, object, user.name(), verb, resource, group, scope);
    }
}
