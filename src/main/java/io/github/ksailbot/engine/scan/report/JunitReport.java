package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.List;
import java.util.Locale;
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
        xml.append("<testsuites name=\"ksail-bot scan\"")
                .append(numbers(all, errors(reports)))
                .append(">\n");
        for (NamedReport report : reports) {
            problems(report, xml);
            for (FrameworkResult framework : report.report().frameworks()) {
                suite(report, framework, xml);
            }
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static int errors(List<NamedReport> reports) {
        return (int)
                reports.stream().filter(report -> !report.problems().isEmpty()).count();
    }

    /** What could not be checked is an error of its own, so that nothing that reads the file takes it for a success. */
    private static void problems(NamedReport report, StringBuilder xml) {
        if (report.problems().isEmpty()) {
            return;
        }
        xml.append("  <testsuite name=\"").append(Xml.attribute(report.name())).append('"');
        xml.append(numbers(List.of(), 1)).append(">\n    <testcase classname=\"");
        xml.append(Xml.attribute(report.name()))
                .append("\" name=\"Everything can be checked\"><error message=\"Not everything could be checked.\">")
                .append(Xml.text(String.join("\n", report.problems())))
                .append("</error></testcase>\n  </testsuite>\n");
    }

    private static void suite(NamedReport report, FrameworkResult framework, StringBuilder xml) {
        String name = report.name() + " / " + framework.name();
        xml.append("  <testsuite name=\"").append(Xml.attribute(name)).append('"');
        xml.append(numbers(framework.controls(), 0)).append(">\n    <properties>\n");
        xml.append("      <property name=\"complianceScore\" value=\"")
                .append(String.format(Locale.ROOT, "%.2f", framework.compliance()))
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

    private static String numbers(List<ControlResult> controls, int errors) {
        return " tests=\"" + (controls.size() + errors) + "\" failures=\"" + count(controls, Status.FAILED)
                + "\" skipped=\""
                + controls.stream()
                        .filter(control -> control.status() != Status.FAILED && !control.isDecided())
                        .count()
                + "\" errors=\"" + errors + "\"";
    }

    private static long count(List<ControlResult> controls, Status status) {
        return controls.stream().filter(control -> control.status() == status).count();
    }
}
