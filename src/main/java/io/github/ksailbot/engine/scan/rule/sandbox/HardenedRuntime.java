package io.github.ksailbot.engine.scan.rule.sandbox;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import org.jspecify.annotations.Nullable;

/**
 * C-0297: code that nobody has read runs in a runtime that keeps it from the node's kernel. Passes with a {@code
 * runtimeClassName} of the control input {@code hardenedSandboxRuntimeClasses}.
 */
final class HardenedRuntime implements ObjectRule {
    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        Object runtime = object.at("spec", "podTemplate", "spec", "runtimeClassName");
        boolean isHardened = runtime instanceof String name
                && !name.isEmpty()
                && inputs.list("hardenedSandboxRuntimeClasses").contains(name);
        return object.isKind("SandboxTemplate") && !isHardened
                ? Alert.on(object, "The sandbox does not run in a hardened runtime.")
                        .failed("spec.podTemplate.spec.runtimeClassName")
                : null;
    }
}
