package io.github.ksailbot.delivery.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The namespaces that an environment's own objects run things in, as their status lists them. Neither a message nor what a
 * manifest wishes for adds one: whoever writes a manifest, a hook or a controller's condition could have others' pods and logs
 * shown by naming them.
 */
final class ConcernedNamespaces {
    private static final int MOST = 8;

    /** How an Application names the cluster that Argo CD is in. */
    private static final String OWN_SERVER = "https://kubernetes.default.svc";

    private static final String OWN_CLUSTER = "in-cluster";

    private final Looking looking;

    ConcernedNamespaces(Looking looking) {
        this.looking = looking;
    }

    /**
     * @param roots what explains the failure: their inventories come first
     * @param resources all of the environment; the first one's namespace is the engine's
     */
    List<String> of(List<ResourceState> roots, List<ResourceState> resources) {
        Set<String> namespaces = new LinkedHashSet<>();
        for (ResourceState root : roots) {
            namespaces.addAll(inventory(root));
            namespaces.add(root.namespace());
        }
        resources.stream().limit(1).map(ResourceState::namespace).forEach(namespaces::add);
        return namespaces.stream().filter(name -> !name.isEmpty()).limit(MOST).toList();
    }

    private Set<String> inventory(ResourceState root) {
        Set<String> namespaces = new LinkedHashSet<>();
        GitOpsTypes.of(root.kind())
                .ifPresent(type -> looking.at("the inventory of " + root.kind() + " " + root.name(), api -> {
                    KubernetesObject object = api.get(type, root.namespace(), root.name());
                    if (object != null && !isElsewhere(object)) {
                        applied(object, namespaces);
                        released(object, namespaces);
                        managed(object, namespaces);
                    }
                }));
        return namespaces;
    }

    /** Engines may apply to another cluster, whose namespaces have nothing to do with those of the same name here. */
    private static boolean isElsewhere(KubernetesObject object) {
        String server = object.text("spec", "destination", "server");
        String cluster = object.text("spec", "destination", "name");
        return object.at("spec", "kubeConfig").isObject()
                || !(server.isEmpty() || server.equals(OWN_SERVER))
                || !(cluster.isEmpty() || cluster.equals(OWN_CLUSTER));
    }

    /** What a Kustomization has applied: {@code NAMESPACE_NAME_GROUP_KIND}, without namespace what has none. */
    private static void applied(KubernetesObject object, Set<String> namespaces) {
        for (JsonNode entry : object.at("status", "inventory", "entries")) {
            String id = entry.path("id").asText("");
            namespaces.add(id.substring(0, Math.max(0, id.indexOf('_'))));
        }
    }

    /** Where Helm has installed a release, or has tried to: where it should, whoever writes the manifest chooses. */
    private static void released(KubernetesObject object, Set<String> namespaces) {
        for (JsonNode snapshot : object.at("status", "history")) {
            namespaces.add(snapshot.path("namespace").asText(""));
        }
    }

    /** What an Application has applied. What it should, but may not, is in the same list. */
    private static void managed(KubernetesObject object, Set<String> namespaces) {
        for (JsonNode resource : object.at("status", "resources")) {
            if (resource.path("status").asText("").equals("Synced")) {
                namespaces.add(resource.path("namespace").asText(""));
            }
        }
    }
}
