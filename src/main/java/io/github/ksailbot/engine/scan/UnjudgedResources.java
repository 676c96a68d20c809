package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Resources that a control could not judge: they count as failed, and the scan as one that could not check everything. */
final class UnjudgedResources {
    /** More of one control say nothing new. */
    private static final int MAX_OF_A_CONTROL = 10;

    private UnjudgedResources() {}

    static List<Finding> of(Collection<ControlResult> controls) {
        List<Finding> problems = new ArrayList<>();
        for (ControlResult control : controls) {
            problems.addAll(control.resources().stream()
                    .flatMap(resource -> resource.rules().stream()
                            .filter(rule -> rule.status() == Status.FAILED)
                            .flatMap(rule -> rule.alerts().stream())
                            .filter(alert -> !alert.isJudged())
                            .map(alert -> problem(control, resource.object(), alert)))
                    .limit(MAX_OF_A_CONTROL)
                    .toList());
        }
        return problems;
    }

    private static Finding problem(ControlResult control, ScanObject object, Alert alert) {
        String field = alert.failedPaths().isEmpty() ? "" : alert.failedPaths().get(0);
        FieldOrigins.Place place = FieldOrigins.find(object, field);
        return Finding.unchecked(
                        "scan/own-control",
                        "`" + control.control().id() + "` could not be checked on " + object + ". " + alert.message()
                                + ".",
                        place == null ? null : place.origin())
                .atField(field);
    }
}
