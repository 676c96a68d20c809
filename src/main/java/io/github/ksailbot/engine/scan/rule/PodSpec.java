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

        public @Nullable Object at(Object... steps) {
            return Json.at(fields, steps);
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

    /** Containers of some lists ({@code containers}, {@code initContainers}, {@code ephemeralContainers}), in order. */
    public List<Container> containers(String... lists) {
        List<Container> containers = new ArrayList<>();
        for (String list : lists) {
            List<Object> items = Json.list(fields, list);
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Map<?, ?>) {
                    containers.add(new Container(this, list, i, Json.map(items.get(i))));
                }
            }
        }
        return containers;
    }
}
