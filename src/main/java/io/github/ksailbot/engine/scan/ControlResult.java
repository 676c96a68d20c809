package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.score.Compliance;
import io.github.ksailbot.engine.scan.score.Counts;
import io.github.ksailbot.engine.scan.score.Risk;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.util.List;

/**
 * What came of one control.
 *
 * @param control which
 * @param status worst of its resources
 * @param subStatus why
 * @param reason why it could not be judged from files; empty when it could
 * @param resources each that it tested
 * @param risk for the older score
 */
public record ControlResult(
        Control control, Status status, SubStatus subStatus, String reason, List<ResourceResult> resources, Risk risk) {
    public ControlResult {
        resources = List.copyOf(resources);
    }

    public Counts counts() {
        return new Counts(count(Status.PASSED), count(Status.FAILED), count(Status.SKIPPED));
    }

    private int count(Status wanted) {
        return (int) resources.stream()
                .filter(resource -> resource.status() == wanted)
                .count();
    }

    /** Resources that passed only for an exception. */
    public int excepted() {
        return (int) resources.stream()
                .filter(resource -> resource.subStatus() == SubStatus.EXCEPTIONS)
                .count();
    }

    /** From 0 to 100. */
    public float compliance() {
        return Compliance.ofControl(status, counts());
    }

    ControlResult named(Control other) {
        return new ControlResult(other, status, subStatus, reason, resources, risk);
    }
}
