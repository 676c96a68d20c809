package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * C-0076, C-0077: a workload and its pods say by labels what they are for. Passes when each of both has at least one of the
 * recommended labels; with none recommended, nothing passes.
 *
 * @param recommended the control input with the labels
 */
record MissingLabels(String recommended) implements PodRule {
    @Override
    public @Nullable Alert judge(PodSpec pod, ControlInputs inputs) {
        List<Fix> fixes = new ArrayList<>();
        check(Json.map(pod.owner().fields(), "metadata"), "metadata", inputs, fixes);
        if (!pod.owner().isKind("Pod")) {
            check(pod.metadata(), pod.metadataPath(), inputs, fixes);
        }
        return fixes.isEmpty()
                ? null
                : Alert.on(pod.owner(), "None of the recommended labels is there.")
                        .fix(fixes);
    }

    private void check(Map<String, Object> metadata, String path, ControlInputs inputs, List<Fix> fixes) {
        List<String> labels = inputs.list(recommended);
        Object written = metadata.get("labels");
        if (labels.stream().noneMatch(label -> Json.isTruthy(written, label))) {
            String label = labels.isEmpty() ? "YOUR_LABEL" : labels.get(0);
            fixes.add(new Fix(path + ".labels[" + label + "]", "YOUR_VALUE"));
        }
    }
}
