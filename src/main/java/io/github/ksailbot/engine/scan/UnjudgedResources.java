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
            addTo(problems, control);
        }
        return problems;
    }

    private static void addTo(List<Finding> problems, ControlResult control) {
        int left = MAX_OF_A_CONTROL;
        for (ResourceResult resource : control.resources()) {
            for (ResourceResult.RuleResult rule : resource.rules()) {
                if (rule.status() != Status.FAILED) {
                    continue;
                }
                for (Alert alert : rule.alerts()) {
                    if (!alert.isJudged() && left-- > 0) {
                        problems.add(problem(control, resource.object(), alert));
                    }
                }
            }
        }
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
