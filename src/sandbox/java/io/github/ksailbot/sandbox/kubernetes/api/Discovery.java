package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.Kinds;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the server says that it serves. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Null when the path is none of discovery's. */
    @Nullable ObjectNode answer(String path) {
        String[] parts = path.substring(1).split("/", -1);
        if ("/version".equals(path)) {
            return node().put("major", "1")
                    .put("minor", "34")
                    .put("gitVersion", "v1.34.1")
                    .put("platform", "linux/amd64");
        }
        if ("/api".equals(path)) {
            ObjectNode versions = node().put("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            return versions;
        }
        if ("/apis".equals(path)) {
            ObjectNode list = node().put("kind", "APIGroupList").put("apiVersion", "v1");
            ArrayNode groups = list.putArray("groups");
            kinds.all().stream()
                    .map(Kind::group)
                    .filter(group -> !group.isEmpty())
                    .distinct()
                    .forEach(group -> groups.add(group(group)));
            return list;
        }
        boolean core = parts.length == 2 && "api".equals(parts[0]);
        if (core || (parts.length == 3 && "apis".equals(parts[0]))) {
            return resources(core ? "" : parts[1], parts[parts.length - 1]);
        }
        if (parts.length == 2 && "apis".equals(parts[0])) {
            return kinds.all().stream().anyMatch(kind -> kind.group().equals(parts[1])) ? group(parts[1]) : null;
        }
        return null;
    }

    private ObjectNode group(String name) {
        ObjectNode group =
                node().put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
        ArrayNode versions = group.putArray("versions");
        kinds.all().stream()
                .filter(kind -> kind.group().equals(name))
                .flatMap(kind -> kind.versions().stream())
                .distinct()
                .forEach(version -> versions.add(version(name, version)));
        group.set("preferredVersion", versions.get(0));
        return group;
    }

    private static ObjectNode version(String group, String version) {
        return node().put("groupVersion", group + "/" + version).put("version", version);
    }

    private @Nullable ObjectNode resources(String group, String version) {
        ObjectNode list = node().put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (Kind kind : kinds.all()) {
            if (kind.group().equals(group) && kind.versions().contains(version)) {
                resources.add(resource(kind, kind.plural(), VERBS));
                if (kind.status()) {
                    resources.add(resource(kind, kind.plural() + "/status", List.of("get", "patch", "update")));
                }
                if ("pods".equals(kind.plural())) {
                    resources.add(resource(kind, "pods/log", List.of("get")));
                }
            }
        }
        return resources.isEmpty() ? null : list;
    }

    private static ObjectNode resource(Kind kind, String name, List<String> verbs) {
        ObjectNode resource = node().put("name", name)
                .put("singularName", name.contains("/") ? "" : kind.kind().toLowerCase(Locale.ROOT))
                .put("namespaced", kind.namespaced())
                .put("kind", kind.kind());
        ArrayNode list = resource.putArray("verbs");
        verbs.forEach(list::add);
        return resource;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
