package io.github.ksailbot.engine.scan.rule.context;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.PodRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * C-0211: a field of the pod's security context has a value that is allowed; not to be there is none.
 *
 * @param field below {@code securityContext}
 * @param isAllowed of its value
 * @param wanted a value to set
 */
record UnsetInPod(String field, Predicate<Object> isAllowed, String wanted) implements PodRule {
    @Override
    public @Nullable Alert judge(PodSpec pod, ControlInputs inputs) {
        Object value = pod.at("securityContext", field);
        return value != null && isAllowed.test(value)
                ? null
                : Alert.on(pod.owner(), "The pod does not set `securityContext." + field + "` to what is allowed.")
                        .fix(pod.path("securityContext." + field), wanted);
    }
}
