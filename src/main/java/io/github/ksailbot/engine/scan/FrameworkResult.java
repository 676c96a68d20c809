package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.score.Compliance;
import io.github.ksailbot.engine.scan.score.Risk;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.List;

/**
 * What came of one framework.
 *
 * @param name the framework's
 * @param controls in the framework's order, under the names that it gives them
 */
public record FrameworkResult(String name, List<ControlResult> controls) {
    public FrameworkResult {
        controls = List.copyOf(controls);
    }

    /** From 0 to 100. */
    public float compliance() {
        return Compliance.mean(controls.stream().map(ControlResult::compliance).toList());
    }

    /** The older score, from 0 (best) to 100. */
    public float risk() {
        return Risk.ofAll(controls.stream()
                .map(control -> control.risk().times(control.control().baseScore()))
                .toList());
    }

    /** Whether no control looked at anything, so that the score says nothing. */
    public boolean isVacuous() {
        return controls.stream().allMatch(ControlResult::isVacuous);
    }

    /** Worst of its controls. */
    public Status status() {
        return controls.stream().map(ControlResult::status).reduce(Status.PASSED, Status::worst);
    }
}
