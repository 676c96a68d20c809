package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The part of the HTML report that lists controls, the worst first, each with its findings to unfold. */
final class HtmlControls {
    private static final int MAX_FINDINGS = 500;
    private static final Comparator<ControlResult> WORST_FIRST = Comparator.comparing(ControlResult::isVacuous)
            .thenComparing(control -> control.control().severity())
            .thenComparing(ControlResult::compliance)
            .thenComparing(control -> control.control().id());

    private final StringBuilder html;
    private final String anchors;

    HtmlControls(StringBuilder html, String anchors) {
        this.html = html;
        this.anchors = anchors;
    }

    void write(ScanReport report) {
        Map<String, List<ScanFinding>> findings = report.findings().stream()
                .collect(Collectors.groupingBy(finding -> finding.control().id()));
        List<ControlResult> controls = report.controls();
        section("Controls that fail", controls, control -> control.status() == Status.FAILED, findings);
        section(
                "Controls that are not decided",
                controls,
                control -> control.status() != Status.FAILED && !control.isDecided(),
                findings);
        section(
                "Controls that pass",
                controls,
                control -> control.status() != Status.FAILED && control.isDecided(),
                findings);
    }

    private void section(
            String title,
            List<ControlResult> all,
            Predicate<ControlResult> isMeant,
            Map<String, List<ScanFinding>> findings) {
        List<ControlResult> controls =
                all.stream().filter(isMeant).sorted(WORST_FIRST).toList();
        if (controls.isEmpty()) {
            return;
        }
        html.append("<section class=\"wide\"><h2>")
                .append(title)
                .append(" <span class=\"soft\">")
                .append(controls.size())
                .append("</span></h2>");
        for (ControlResult control : controls) {
            control(control, findings.getOrDefault(control.control().id(), List.of()));
        }
        html.append("</section>\n");
    }

    private void control(ControlResult control, List<ScanFinding> findings) {
        String severity = control.control().severity().text();
        String head = "<span class=\"tag " + severity + "\">" + severity + "</span><code>"
                + Xml.text(control.control().id()) + "</code><span class=\"title\">"
                + Xml.text(control.control().name()) + "</span><span class=\"soft state\">"
                + Xml.text(state(control)) + "</span>"
                + HtmlReport.meter(control.isVacuous() ? 0 : control.compliance())
                + "<span class=\"num\">"
                + HtmlReport.percent(control.compliance()) + "</span>";
        if (findings.isEmpty()) {
            html.append("<div class=\"control\">").append(head).append("</div>");
            return;
        }
        html.append("<details><summary class=\"control\">")
                .append(head)
                .append("</summary><ul id=\"")
                .append(Xml.attribute(anchors + control.control().id()))
                .append("\">");
        findings.stream().limit(MAX_FINDINGS).forEach(this::finding);
        if (findings.size() > MAX_FINDINGS) {
            html.append("<li class=\"soft\">and ")
                    .append(findings.size() - MAX_FINDINGS)
                    .append(" more</li>");
        }
        html.append("</ul></details>");
    }

    private void finding(ScanFinding finding) {
        html.append("<li><b>")
                .append(Xml.text(finding.resource().toString()))
                .append("</b> <code class=\"soft\">")
                .append(Xml.text(finding.location().toString()))
                .append("</code><br>")
                .append(HtmlReport.code(finding.message()));
        if (!finding.fix().isEmpty()) {
            html.append("<br><span class=\"fix\">")
                    .append(HtmlReport.code(finding.fix()))
                    .append("</span>");
        }
        html.append("</li>");
    }

    private static String state(ControlResult control) {
        return switch (control.status()) {
            case FAILED -> control.counts().failed() + " of " + control.counts().all() + " failed";
            case SKIPPED -> "skipped: " + control.openBecause();
            case PASSED ->
                control.isVacuous()
                        ? control.isDecided() ? "nothing to test" : "not judged: " + control.openBecause()
                        : control.counts().all() + " passed"
                                + (control.excepted() > 0 ? ", " + control.excepted() + " by exception" : "");
        };
    }
}
