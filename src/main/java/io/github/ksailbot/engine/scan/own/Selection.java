package io.github.ksailbot.engine.scan.own;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a resource a control asks about: the whole, its pod, each of its containers, or each value at a path such as
 * {@code spec.rules[*].http.paths[*]}.
 *
 * @param what the word, or the path
 */
record Selection(String what) {
    static final Selection RESOURCE = new Selection("resource");
    static final Selection POD = new Selection("pod");
    static final Selection CONTAINER = new Selection("container");

    /** Kinds that have a pod. */
    static final Set<String> POD_KINDS = Set.of(
            "Pod", "Deployment", "ReplicaSet", "ReplicationController", "DaemonSet", "StatefulSet", "Job", "CronJob");

    private static final Pattern PATH =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\[\\*\\])?(\\.[A-Za-z][A-Za-z0-9]*(\\[\\*\\])?)*");
    private static final String EACH = "[*]";

    /**
     * One thing that is asked about.
     *
     * @param path where it is; empty for the whole
     * @param variables of the expression
     */
    record Selected(String path, Map<String, Object> variables) {}

    /** Null for what is neither a word nor a path with {@code [*]}. */
    static @Nullable Selection parse(String text) {
        return switch (text) {
            case "", "resource" -> RESOURCE;
            case "pod" -> POD;
            case "container" -> CONTAINER;
            default -> text.contains(EACH) && PATH.matcher(text).matches() ? new Selection(text) : null;
        };
    }

    /** Whether it finds something in pods only. */
    boolean isOfPods() {
        return equals(POD) || equals(CONTAINER);
    }

    List<Selected> of(ScanObject object) {
        Map<String, Object> whole = Map.of("object", object.fields());
        if (equals(RESOURCE)) {
            return List.of(new Selected("", whole));
        }
        if (isOfPods()) {
            PodSpec pod = PodSpec.ofAny(object);
            return pod == null ? List.of() : ofPod(pod, with(whole, "pod", pod.fields()));
        }
        List<Selected> items = new ArrayList<>();
        walk(object.fields(), List.of(what.split("\\.")), "", items, whole);
        return items;
    }

    private List<Selected> ofPod(PodSpec pod, Map<String, Object> variables) {
        if (equals(POD)) {
            return List.of(new Selected(pod.path(), variables));
        }
        return pod.containers("containers", "initContainers", "ephemeralContainers").stream()
                .map(container -> new Selected(container.path(), with(variables, "container", container.fields())))
                .toList();
    }

    private static void walk(
            @Nullable Object value,
            List<String> steps,
            String path,
            List<Selected> items,
            Map<String, Object> variables) {
        if (value == null) {
            return;
        }
        if (steps.isEmpty()) {
            items.add(new Selected(path, with(variables, "item", value)));
            return;
        }
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        String field = step.endsWith(EACH) ? step.substring(0, step.length() - EACH.length()) : step;
        String at = path.isEmpty() ? field : path + "." + field;
        Object next = Json.at(value, field);
        if (!step.endsWith(EACH)) {
            walk(next, rest, at, items, variables);
            return;
        }
        List<Object> list = Json.list(next);
        for (int i = 0; i < list.size(); i++) {
            walk(list.get(i), rest, at + "[" + i + "]", items, variables);
        }
    }

    private static Map<String, Object> with(Map<String, Object> variables, String name, Object value) {
        Map<String, Object> more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }
}
