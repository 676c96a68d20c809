package io.github.ksailbot.engine.scan.rule.network;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels of the pods that a workload makes. */
final class Labels {
    private static final Set<String> TEMPLATED =
            Set.of("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "ReplicationController");

    private Labels() {}

    /** Undefined for what makes no pods, and where nothing is written. */
    static @Nullable Object of(ScanObject object) {
        Object metadata = metadata(object);
        return Json.at(metadata, "labels");
    }

    /** The metadata of the pods; undefined for what makes none. */
    static @Nullable Object metadata(ScanObject object) {
        List<Object> path = new ArrayList<>();
        if (object.isKind("CronJob")) {
            path.addAll(List.of("spec", "jobTemplate", "spec", "template"));
        } else if (TEMPLATED.contains(object.kind())) {
            path.addAll(List.of("spec", "template"));
        } else if (!object.isKind("Pod")) {
            return null;
        }
        path.add("metadata");
        return object.at(path.toArray());
    }
}
