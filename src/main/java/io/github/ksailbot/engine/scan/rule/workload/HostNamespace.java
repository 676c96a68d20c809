package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * C-0038, C-0041, C-0275, C-0276: a pod keeps out of a namespace of its node. In it a container sees or reaches what
 * belongs to the node and to other pods. Passes unless the field is {@code true}.
 *
 * @param field {@code hostPID}, {@code hostIPC} or {@code hostNetwork}
 */
record HostNamespace(String field) implements PodRule {
    @Override
    public @Nullable Alert judge(PodSpec pod, ControlInputs inputs) {
        if (!Json.isTrue(pod.fields(), field)) {
            return null;
        }
        String path = pod.path(field);
        return Alert.on(pod.owner(), "The pod shares a namespace of its node: `" + field + "`.")
                .failed(path)
                .delete(path);
    }
}
