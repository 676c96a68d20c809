package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pod that a workload makes. Which it is goes by kind alone, whatever the API version: Pod; Deployment, ReplicaSet,
 * DaemonSet, StatefulSet and Job; CronJob.
 *
 * @param owner the workload
 * @param path where the pod's spec is, such as {@code spec.template.spec}
 * @param fields the pod's spec
 */
public record PodSpec(ScanObject owner, String path, Map<String, Object> fields) {
    private static final Set<String> TEMPLATED = Set.of("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job");

    /**
     * A container of a pod.
     *
     * @param pod whose
     * @param list {@code containers}, {@code initContainers} or {@code ephemeralContainers}
     * @param index from 0
     * @param fields its own
     */
    public record Container(PodSpec pod, String list, int index, Map<String, Object> fields) {
        /** Such as {@code spec.template.spec.containers[0]}. */
        public String path() {
            return pod.path + "." + list + "[" + index + "]";
        }

        /** Path of a field of the container. */
        public String path(String field) {
            return path() + "." + field;
        }

        public String name() {
            return Json.text(fields, "name");
        }

        public boolean isEphemeral() {
            return list.equals("ephemeralContainers");
        }

        public @Nullable Object at(Object... steps) {
            return Json.at(fields, steps);
        }
    }

    /**
     * A volume of a pod.
     *
     * @param pod whose
     * @param index from 0
     * @param fields its own
     */
    public record Volume(PodSpec pod, int index, Map<String, Object> fields) {
        /** Such as {@code spec.template.spec.volumes[0]}. */
        public String path() {
            return pod.path + ".volumes[" + index + "]";
        }

        public String name() {
            return Json.text(fields, "name");
        }

        /** {@code hostPath.path}; undefined for a volume that is not the host's. */
        public @Nullable Object hostPath() {
            return Json.at(fields, "hostPath", "path");
        }

        /** Paths of a container's mounts of this volume, such as {@code spec.containers[0].volumeMounts[1]}. */
        public List<String> mountsIn(Container container) {
            return mountIndexesIn(container).stream()
                    .map(index -> container.path("volumeMounts[" + index + "]"))
                    .toList();
        }

        /** Indexes of a container's mounts of this volume. */
        public List<Integer> mountIndexesIn(Container container) {
            List<Integer> mounts = new ArrayList<>();
            List<Object> items = Json.list(container.fields(), "volumeMounts");
            for (int i = 0; i < items.size(); i++) {
                Object name = Json.at(items.get(i), "name");
                if (name != null && name.equals(fields.get("name"))) {
                    mounts.add(i);
                }
            }
            return mounts;
        }
    }

    /** The pod of a workload; null for other kinds, and where it has no spec. */
    public static @Nullable PodSpec of(ScanObject object) {
        String kind = object.kind();
        if (kind.equals("Pod")) {
            return of(object, "spec", object.at("spec"));
        }
        if (TEMPLATED.contains(kind)) {
            return of(object, "spec.template.spec", object.at("spec", "template", "spec"));
        }
        if (kind.equals("CronJob")) {
            return of(
                    object,
                    "spec.jobTemplate.spec.template.spec",
                    object.at("spec", "jobTemplate", "spec", "template", "spec"));
        }
        return null;
    }

    private static @Nullable PodSpec of(ScanObject owner, String path, @Nullable Object spec) {
        return spec instanceof Map<?, ?> ? new PodSpec(owner, path, Json.map(spec)) : null;
    }

    /** The same, and that of a ReplicationController. */
    public static @Nullable PodSpec ofAny(ScanObject object) {
        return object.isKind("ReplicationController")
                ? of(object, "spec.template.spec", object.at("spec", "template", "spec"))
                : of(object);
    }

    /** Pods of all workloads among some objects, in order. */
    public static List<PodSpec> all(List<ScanObject> objects) {
        List<PodSpec> pods = new ArrayList<>();
        for (ScanObject object : objects) {
            PodSpec pod = of(object);
            if (pod != null) {
                pods.add(pod);
            }
        }
        return pods;
    }

    /** Where the pod's metadata is: {@code metadata}, {@code spec.template.metadata} … */
    public String metadataPath() {
        return path.equals("spec") ? "metadata" : path.substring(0, path.length() - "spec".length()) + "metadata";
    }

    /** The pod's metadata; empty where it has none. */
    public Map<String, Object> metadata() {
        return switch (path) {
            case "spec" -> Json.map(owner.fields(), "metadata");
            case "spec.template.spec" -> Json.map(owner.fields(), "spec", "template", "metadata");
            default -> Json.map(owner.fields(), "spec", "jobTemplate", "spec", "template", "metadata");
        };
    }

    /** Path of a field of the pod's spec. */
    public String path(String field) {
        return path + "." + field;
    }

    public @Nullable Object at(Object... steps) {
        return Json.at(fields, steps);
    }

    public List<Container> containers() {
        return containers("containers");
    }

    /** Ordinary and init containers, in this order. */
    public List<Container> lastingContainers() {
        return containers("containers", "initContainers");
    }

    /** {@link #lastingContainers} and, of a Pod itself, its ephemeral ones: a template cannot have any. */
    public List<Container> runningContainers() {
        return owner.isKind("Pod")
                ? containers("containers", "initContainers", "ephemeralContainers")
                : lastingContainers();
    }

    /**
     * Containers of some lists ({@code containers}, {@code initContainers}, {@code ephemeralContainers}), in order. What
     * is no mapping is a container without fields.
     */
    public List<Container> containers(String... lists) {
        List<Container> containers = new ArrayList<>();
        for (String list : lists) {
            List<Object> items = Json.list(fields, list);
            for (int i = 0; i < items.size(); i++) {
                containers.add(new Container(this, list, i, Json.map(items.get(i))));
            }
        }
        return containers;
    }

    /** The pod's volumes, in order; what is no mapping is a volume without fields. */
    public List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        List<Object> items = Json.list(fields, "volumes");
        for (int i = 0; i < items.size(); i++) {
            volumes.add(new Volume(this, i, Json.map(items.get(i))));
        }
        return volumes;
    }
}
