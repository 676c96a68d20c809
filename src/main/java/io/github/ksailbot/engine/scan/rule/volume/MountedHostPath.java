package io.github.ksailbot.engine.scan.rule.volume;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.PodSpec.Volume;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * C-0048, C-0074: no pod has a path of its node as a volume, or none of certain paths. An alert for each container with any
 * mounts names the volume and the container's mounts of it; a volume in a pod whose containers mount nothing passes.
 *
 * @param isForbidden of {@code hostPath.path}, which is there and not false
 * @param message what is wrong with it
 */
record MountedHostPath(Predicate<Object> isForbidden, String message) implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (Volume volume : pod.volumes()) {
                Object path = volume.hostPath();
                if (path != null && !Boolean.FALSE.equals(path) && isForbidden.test(path)) {
                    alerts(volume, pod.lastingContainers(), message, alerts);
                }
            }
        }
        return alerts;
    }

    static void alerts(Volume volume, List<Container> containers, String message, List<Alert> alerts) {
        for (Container container : containers) {
            if (Json.has(container.fields(), "volumeMounts")) {
                List<String> paths = new ArrayList<>();
                paths.add(volume.path());
                paths.addAll(volume.mountsIn(container));
                alerts.add(Alert.on(volume.pod().owner(), "Volume `" + volume.name() + "` " + message)
                        .failed(paths)
                        .delete(paths));
            }
        }
    }
}
