package io.github.ksailbot.engine.scan.rule.context;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * C-0211: no item of a list of the pod's security context is wrong. Passes without the list.
 *
 * @param list below {@code securityContext}
 * @param isWrong of an item
 * @param mend what to do, where a value would be
 * @param message what a wrong one means for the pod
 */
record WrongItem(String list, Predicate<Object> isWrong, String mend, String message) implements PodRule {
    @Override
    public @Nullable Alert judge(PodSpec pod, ControlInputs inputs) {
        String path = pod.path("securityContext." + list);
        return Json.list(pod.fields(), "securityContext", list).stream().anyMatch(isWrong)
                ? Alert.on(pod.owner(), "The pod's `securityContext." + list + "` cannot stay. " + message)
                        .failed(path)
                        .fix(path, mend)
                : null;
    }
}
