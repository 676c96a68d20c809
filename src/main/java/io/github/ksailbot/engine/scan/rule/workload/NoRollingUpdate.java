package io.github.ksailbot.engine.scan.rule.workload;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import org.jspecify.annotations.Nullable;

/**
 * C-0305: a deployment replaces its pods step by step, so that some always serve. Passes with {@code RollingUpdate} and
 * without a type, which means the same.
 */
final class NoRollingUpdate implements ObjectRule {
    private static final String PATH = "spec.strategy.type";

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        Object type = object.at("spec", "strategy", "type");
        return object.isKind("Deployment") && type != null && !type.equals("RollingUpdate")
                ? Alert.on(object, "All pods stop before new ones start.")
                        .failed(PATH)
                        .review(PATH)
                        .fix(PATH, "RollingUpdate")
                : null;
    }
}
