package io.github.ksailbot.engine.environment;

import java.util.List;

/**
 * What {@code spec.workload.validation} says. Trusted only when read from the base branch.
 *
 * @param skipKinds bare kinds that are not validated, compared exactly; empty for none
 */
public record ValidationSettings(List<String> skipKinds) {
    public static final ValidationSettings DEFAULT = new ValidationSettings(List.of());

    public ValidationSettings {
        skipKinds = List.copyOf(skipKinds);
    }
}
