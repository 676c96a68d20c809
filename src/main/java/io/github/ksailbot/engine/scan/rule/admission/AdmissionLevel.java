package io.github.ksailbot.engine.scan.rule.admission;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0193 to C-0204: a namespace lets in only pods of a certain level of the Pod Security Standards. Passes with a label
 * {@code pod-security.kubernetes.io/enforce} of this level or a stricter one.
 *
 * @param wanted the level, such as {@code baseline}
 * @param passing it and those that are stricter
 */
record AdmissionLevel(String wanted, List<String> passing) implements ObjectRule {
    private static final String LABEL = "pod-security.kubernetes.io/enforce";

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        return object.isKind("Namespace")
                        && !(object.at("metadata", "labels", LABEL) instanceof String level && passing.contains(level))
                ? Alert.on(object, "This namespace lets in pods that are not " + wanted + ".")
                        .fix("metadata.labels[" + LABEL + "]", wanted)
                : null;
    }

    @Override
    public List<ScanObject> tested(RuleInput input) {
        return input.ofKind("Namespace");
    }
}
