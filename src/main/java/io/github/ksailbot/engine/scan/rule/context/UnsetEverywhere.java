package io.github.ksailbot.engine.scan.rule.context;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * C-0211: a field of the security context is set for each container, by itself or by its pod. Passes with any value but an
 * empty text.
 *
 * @param field below {@code securityContext}
 * @param isMeant of the pods that need it
 */
record UnsetEverywhere(List<String> field, Predicate<PodSpec> isMeant) implements ContainerRule {
    static UnsetEverywhere of(String field) {
        return new UnsetEverywhere(List.of(field), pod -> true);
    }

    static UnsetEverywhere onWindows(String field) {
        return new UnsetEverywhere(List.of("windowsOptions", field), ContextRules::isOnWindows);
    }

    @Override
    public List<Container> containers(PodSpec pod) {
        return isMeant.test(pod) && !isSet(pod.fields()) ? pod.containers() : List.of();
    }

    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        String name = "securityContext." + String.join(".", field);
        return isSet(container.fields())
                ? null
                : Alert.on(
                                container.pod().owner(),
                                "Neither container `" + container.name() + "` nor its pod sets `" + name + "`.")
                        .fix(container.path(name), "YOUR_VALUE");
    }

    private boolean isSet(Object fields) {
        Object[] path =
                Stream.concat(Stream.of("securityContext"), field.stream()).toArray();
        return Json.has(fields, path) && !"".equals(Json.at(fields, path));
    }
}
