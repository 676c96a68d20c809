package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LabelSelector;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * C-0296: a workload selects the pods that it makes; otherwise the API server refuses it, or it makes pods without end.
 * Passes without a selector.
 */
final class MismatchingSelector implements ObjectRule {
    private static final Set<String> SELECTING = Set.of("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job");

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        if (SELECTING.contains(object.kind())) {
            LabelSelector selector = LabelSelector.of(object.at("spec", "selector"));
            return compare(object, selector, object.at("spec", "template"), "spec.selector");
        }
        if (object.isKind("CronJob")) {
            LabelSelector selector = LabelSelector.of(object.at("spec", "jobTemplate", "spec", "selector"));
            Object template = object.at("spec", "jobTemplate", "spec", "template");
            return compare(object, selector, template, "spec.jobTemplate.spec.selector");
        }
        if (object.isKind("ReplicationController")) {
            LabelSelector selector = new LabelSelector(Json.map(object.fields(), "spec", "selector"), List.of());
            return selector.matches(labels(object.at("spec", "template"))) ? null : alert(object, "spec.selector");
        }
        return null;
    }

    private static @Nullable Alert compare(
            ScanObject object, LabelSelector selector, @Nullable Object template, String path) {
        Map<String, Object> labels = labels(template);
        if (!selector.labelsMatch(labels)) {
            return alert(object, path + ".matchLabels");
        }
        return selector.expressionsMatch(labels) ? null : alert(object, path + ".matchExpressions");
    }

    private static Map<String, Object> labels(@Nullable Object template) {
        return Json.map(template, "metadata", "labels");
    }

    private static Alert alert(ScanObject object, String path) {
        return Alert.on(object, "The selector does not match the labels of the workload's own pods.")
                .failed(path);
    }
}
