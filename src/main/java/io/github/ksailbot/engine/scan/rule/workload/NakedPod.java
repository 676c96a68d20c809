package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import org.jspecify.annotations.Nullable;

/** C-0073: a pod belongs to something that makes it anew when its node is lost. Passes with {@code ownerReferences}. */
final class NakedPod implements ObjectRule {
    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        return object.isKind("Pod") && !Json.isTruthy(object.fields(), "metadata", "ownerReferences")
                ? Alert.on(object, "Nothing makes this pod anew: no workload owns it.")
                : null;
    }
}
