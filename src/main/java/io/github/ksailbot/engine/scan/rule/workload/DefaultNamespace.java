package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import org.jspecify.annotations.Nullable;

/**
 * C-0061: workloads are in namespaces of their own, where rights and policies can be told apart. Fails in {@code default},
 * and without a namespace.
 */
final class DefaultNamespace implements ObjectRule {
    private static final String PATH = "metadata.namespace";

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        if (!object.isKind("Pod", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob")) {
            return null;
        }
        Alert alert = Alert.on(object, "The pods run in the namespace `default`.");
        if (!Json.isTruthy(object.fields(), "metadata", "namespace")) {
            return alert.fix(PATH, "YOUR_NAMESPACE");
        }
        return object.namespace().equals("default") ? alert.failed(PATH).review(PATH) : null;
    }
}
