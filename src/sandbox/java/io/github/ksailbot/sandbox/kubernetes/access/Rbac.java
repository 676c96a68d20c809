package io.github.ksailbot.sandbox.kubernetes.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import io.github.ksailbot.sandbox.kubernetes.store.ObjectStore;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may do what, by the roles and bindings that the cluster holds; remembers what of it was made use of. */
public final class Rbac {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final ObjectStore store;
    private final Kinds kinds;
    private final Set<Grant> used = ConcurrentHashMap.newKeySet();

    public Rbac(ObjectStore store, Kinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    /** @throws StatusError 403 */
    public void check(User user, Attributes attributes) {
        if (user.mayEverything()) {
            return;
        }
        List<Grant> allowing =
                grants(user).stream().filter(grant -> grant.covers(attributes)).toList();
        if (allowing.isEmpty()) {
            throw StatusError.of(403, "Forbidden", attributes.refusal(user));
        }
        used.addAll(allowing);
    }

    /** Everything that somebody may do, one verb and resource at a time. */
    public Set<Grant> grants(User user) {
        Set<Grant> grants = new LinkedHashSet<>();
        for (ObjectNode binding : store.list(kinds.named(GROUP, "ClusterRoleBinding"), "")) {
            if (names(binding, user)) {
                grants.addAll(rules(binding, ""));
            }
        }
        for (ObjectNode binding : store.list(kinds.named(GROUP, "RoleBinding"), "")) {
            if (names(binding, user)) {
                grants.addAll(rules(
                        binding, binding.path("metadata").path("namespace").asText()));
            }
        }
        return grants;
    }

    /** Of those, the ones that no request has needed. */
    public Set<Grant> unused(User user) {
        Set<Grant> unused = grants(user);
        unused.removeAll(used);
        return unused;
    }

    private static boolean names(ObjectNode binding, User user) {
        for (JsonNode subject : binding.path("subjects")) {
            String name = subject.path("name").asText();
            String account =
                    "system:serviceaccount:" + subject.path("namespace").asText() + ":" + name;
            switch (subject.path("kind").asText()) {
                case "ServiceAccount":
                    if (user.name().equals(account)) {
                        return true;
                    }
                    break;
                case "User":
                    if (user.name().equals(name)) {
                        return true;
                    }
                    break;
                case "Group":
                    if (user.groups().contains(name)) {
                        return true;
                    }
                    break;
                default:
                    break;
            }
        }
        return false;
    }

    private List<Grant> rules(ObjectNode binding, String namespace) {
        JsonNode reference = binding.path("roleRef");
        Kind kind = kinds.named(GROUP, reference.path("kind").asText());
        ObjectNode role =
                store.get(Key.of(kind, namespace, reference.path("name").asText()));
        List<Grant> grants = new ArrayList<>();
        if (role != null) {
            String name = kind.kind() + "/" + reference.path("name").asText();
            role.path("rules").forEach(rule -> expand(name, namespace, rule, grants));
        }
        return grants;
    }

    private static void expand(String role, String namespace, JsonNode rule, List<Grant> grants) {
        JsonNode names = rule.path("resourceNames");
        for (JsonNode group : rule.path("apiGroups")) {
            for (JsonNode resource : rule.path("resources")) {
                for (JsonNode verb : rule.path("verbs")) {
                    Grant grant = new Grant(role, verb.asText(), group.asText(), resource.asText(), namespace, "");
                    if (names.isEmpty()) {
                        grants.add(grant);
                    }
                    names.forEach(name -> grants.add(
                            new Grant(role, grant.verb(), grant.group(), grant.resource(), namespace, name.asText())));
                }
            }
        }
    }
}
