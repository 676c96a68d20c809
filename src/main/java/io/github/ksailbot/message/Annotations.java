package io.github.ksailbot.message;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.workflow.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings on the lines of a pull request: the new ones, up to {@value Limits#ANNOTATIONS}, then old errors as far as
 * they fit into the request that is sent anyway. What has no line is in the summary only.
 */
final class Annotations {
    private Annotations() {}

    static List<Annotation> of(List<JudgedFinding> findings) {
        List<Annotation> annotations = new ArrayList<>();
        add(annotations, findings, true, Limits.ANNOTATIONS);
        add(annotations, findings, false, Limits.ANNOTATIONS_PER_REQUEST);
        return annotations;
    }

    private static void add(List<Annotation> to, List<JudgedFinding> findings, boolean isNew, int limit) {
        for (JudgedFinding found : findings) {
            Finding finding = found.finding();
            Origin origin = finding.origin();
            Location location = origin == null ? null : origin.location();
            boolean wanted = found.isNew() == isNew && (isNew || finding.severity() == Severity.ERROR);
            if (wanted && location != null && location.line() > 0 && to.size() < limit) {
                to.add(annotation(finding, location));
            }
        }
    }

    private static Annotation annotation(Finding finding, Location location) {
        String fix = finding.fix().isEmpty() ? "" : "\nFix: " + PlainText.line(finding.fix(), Limits.MESSAGE);
        return new Annotation(
                location.file(),
                location.line(),
                location.column(),
                finding.severity(),
                PlainText.cut(finding.rule().value(), Limits.ANNOTATION_TITLE),
                PlainText.line(finding.message(), Limits.MESSAGE) + fix,
                PlainText.cut(FindingLines.plainChain(finding), Limits.ANNOTATION_TEXT));
    }
}
