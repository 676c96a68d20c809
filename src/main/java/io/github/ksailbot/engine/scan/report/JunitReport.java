package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.List;
import java.util.stream.Collectors;

/** Scans as JUnit's XML: a suite for each framework of each environment, a case for each control. */
public final class JunitReport {
    private JunitReport() {}

    /** The whole document. */
    public static String of(List<NamedReport> reports) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        List<ControlResult> all = reports.stream()
                .flatMap(report -> report.report().frameworks().stream())
                .flatMap(framework -> framework.controls().stream())
                .toList();
        xml.append("<testsuites name=\"ksail-bot scan\"").append(numbers(all)).append(">\n");
        for (NamedReport report : reports) {
            for (FrameworkResult framework : report.report().frameworks()) {
                suite(report, framework, xml);
            }
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(NamedReport report, FrameworkResult framework, StringBuilder xml) {
        String name = report.name() + " / " + framework.name();
        xml.append("  <testsuite name=\"").append(Xml.attribute(name)).append('"');
        xml.append(numbers(framework.controls())).append(">\n    <properties>\n");
        xml.append("      <property name=\"complianceScore\" value=\"")
                .append(String.format(java.util.Locale.ROOT, "%.2f", framework.compliance()))
                .append("\"/>\n    </properties>\n");
        for (ControlResult control : framework.controls()) {
            xml.append("    <testcase classname=\"").append(Xml.attribute(name)).append("\" name=\"");
            xml.append(Xml.attribute(
                            control.control().id() + " " + control.control().name()))
                    .append('"');
            xml.append(body(report, control)).append('\n');
        }
        xml.append("  </testsuite>\n");
    }

    private static String skipped(ControlResult control) {
        return "><skipped message=\"" + Xml.attribute(control.openBecause()) + "\"/></testcase>";
    }

    private static String body(NamedReport report, ControlResult control) {
        return switch (control.status()) {
            case PASSED -> control.isDecided() ? "/>" : skipped(control);
            case SKIPPED -> skipped(control);
            case FAILED ->
                "><failure type=\"" + control.control().severity().text() + "\" message=\""
                        + Xml.attribute(control.counts().failed() + " of "
                                + control.counts().all() + " resources failed")
                        + "\">" + Xml.text(findings(report, control)) + "</failure></testcase>";
        };
    }

    private static String findings(NamedReport report, ControlResult control) {
        return report.report().findings().stream()
                .filter(finding ->
                        finding.control().id().equals(control.control().id()))
                .map(JunitReport::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(ScanFinding finding) {
        return finding.location() + ": " + finding.resource() + ": " + finding.message()
                + (finding.fix().isEmpty() ? "" : " " + finding.fix());
    }

    private static String numbers(List<ControlResult> controls) {
        return " tests=\"" + controls.size() + "\" failures=\"" + count(controls, Status.FAILED) + "\" skipped=\""
                + controls.stream()
                        .filter(control -> control.status() != Status.FAILED && !control.isDecided())
                        .count()
                + "\" errors=\"0\"";
    }

    private static long count(List<ControlResult> controls, Status status) {
        return controls.stream().filter(control -> control.status() == status).count();
    }
}
