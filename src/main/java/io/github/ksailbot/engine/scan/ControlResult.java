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
 * @param reason what it needs that files do not have; empty when it could be judged from them
 * @param resources each that it tested
 * @param distinct the same with those of one id, which several overlays may render, as the worst of them
 * @param risk for the older score
 */
public record ControlResult(
        Control control,
        Status status,
        SubStatus subStatus,
        String reason,
        List<ResourceResult> resources,
        List<ResourceResult> distinct,
        Risk risk) {
    public ControlResult {
        resources = List.copyOf(resources);
        distinct = List.copyOf(distinct);
    }

    /** What tested no resource. */
    ControlResult(Control control, Status status, SubStatus subStatus) {
        this(control, status, subStatus, "", List.of(), List.of(), new Risk(0, 0));
    }

    /** Whether somebody can rely on the status: it was judged, and no person has to decide. */
    public boolean isDecided() {
        return reason.isEmpty() && status != Status.SKIPPED;
    }

    /** Why nobody can rely on the status, in a few words; empty for what {@link #isDecided}. */
    public String openBecause() {
        if (!reason.isEmpty()) {
            return "needs " + reason;
        }
        return status == Status.SKIPPED ? subStatus.text() : "";
    }

    /** Whether it looked at nothing. */
    public boolean isVacuous() {
        return resources.stream().noneMatch(resource -> resource.subStatus() != SubStatus.NOT_EVALUATED);
    }

    public Counts counts() {
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        for (ResourceResult resource : distinct) {
            switch (resource.status()) {
                case PASSED -> passed++;
                case FAILED -> failed++;
                case SKIPPED -> skipped++;
            }
        }
        return new Counts(passed, failed, skipped);
    }

    /** Resources that passed only for an exception. */
    public int excepted() {
        return (int) distinct.stream()
                .filter(resource -> resource.subStatus() == SubStatus.EXCEPTIONS)
                .count();
    }

    /** From 0 to 100. */
    public float compliance() {
        return Compliance.ofControl(status, counts());
    }

    ControlResult named(Control other) {
        return new ControlResult(other, status, subStatus, reason, resources, distinct, risk);
    }
}
