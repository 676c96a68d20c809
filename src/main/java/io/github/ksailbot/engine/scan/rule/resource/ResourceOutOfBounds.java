package io.github.ksailbot.engine.scan.rule.resource;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ContainerRule;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.PodSpec.Container;
import io.github.ksailbot.engine.scan.rule.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * C-0004, C-0050: what a container asks for, or may use at most, is within what somebody set. The bounds are the control
 * inputs {@code cpu_limit_max}, {@code memory_request_min} and so on; a value equal to a bound passes.
 *
 * @param bound {@code requests} or {@code limits}
 * @param resource {@code cpu} or {@code memory}
 */
record ResourceOutOfBounds(String bound, String resource) implements ContainerRule {
    @Override
    public @Nullable Alert judge(Container container, ControlInputs inputs) {
        BigDecimal amount = Quantities.parse(container.at("resources", bound, resource));
        if (amount == null) {
            return null;
        }
        String name = resource + "_" + bound.substring(0, bound.length() - 1);
        boolean isOutside = isBeyond(amount, inputs.list(name + "_max"), order -> order > 0)
                || isBeyond(amount, inputs.list(name + "_min"), order -> order < 0);
        String path = container.path("resources." + bound + "." + resource);
        return isOutside
                ? Alert.on(
                                container.pod().owner(),
                                "The " + resource + " " + bound + " of container `" + container.name()
                                        + "` are out of bounds.")
                        .failed(path)
                        .review(path)
                : null;
    }

    private static boolean isBeyond(BigDecimal amount, List<String> bounds, IntPredicate order) {
        return bounds.stream()
                .map(Quantities::parse)
                .filter(Objects::nonNull)
                .anyMatch(limit -> order.test(amount.compareTo(limit)));
    }
}
