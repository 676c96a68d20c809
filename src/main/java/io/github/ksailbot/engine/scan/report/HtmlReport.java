package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.Coverage;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.score.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Scans as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
public final class HtmlReport {
    private static final int MAX_FINDINGS = 500;
    private static final Comparator<ControlResult> WORST_FIRST = Comparator.comparing(
                    (ControlResult control) -> control.status() != Status.FAILED)
            .thenComparing(control -> control.control().severity())
            .thenComparing(control -> control.control().id());

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /**
     * The whole page.
     *
     * @param made when
     */
    public static String of(List<NamedReport> reports, Instant made) {
        return new HtmlReport().page(reports, made);
    }

    private String page(List<NamedReport> reports, Instant made) {
        String title =
                "Security scan of " + reports.stream().map(NamedReport::name).collect(Collectors.joining(", "));
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\">")
                .append("<title>")
                .append(Xml.text(title))
                .append("</title><style>")
                .append(style())
                .append("</style></head><body>\n");
        html.append("<h1>")
                .append(Xml.text(title))
                .append("</h1><p class=\"soft\">")
                .append(made)
                .append("</p>\n");
        for (NamedReport report : reports) {
            if (reports.size() > 1) {
                html.append("<h2 style=\"margin-top:2rem\">")
                        .append(Xml.text(report.name()))
                        .append("</h2>\n");
            }
            scan(report.report());
        }
        return html.append("</body></html>\n").toString();
    }

    private void scan(ScanReport report) {
        html.append("<section class=\"row\">")
                .append(ScoreRing.of(report.compliance()))
                .append("<div class=\"bars\">");
        for (FrameworkResult framework : report.frameworks()) {
            float score = framework.compliance();
            html.append("<div class=\"bar\"><span>")
                    .append(Xml.text(framework.name()))
                    .append("</span><div><i style=\"width:")
                    .append(percent(score))
                    .append("%;background:")
                    .append(Colors.of(score))
                    .append("\"></i></div><span class=\"num\">")
                    .append(percent(score))
                    .append(" %</span></div>");
        }
        if (report.settings().threshold() > 0) {
            html.append("<p class=\"soft\">Demanded: ")
                    .append(percent(report.settings().threshold()))
                    .append(" %. ")
                    .append(report.isBelowThreshold() ? "The score is below it." : "The score meets it.")
                    .append("</p>");
        }
        html.append("</div></section>\n");
        coverage(report.coverage());
        html.append("<section><h2>Where it fails: namespaces and controls</h2><div class=\"map\">")
                .append(HeatMap.of(report.controls()))
                .append("</div></section>\n");
        controls(report);
    }

    private void coverage(Coverage coverage) {
        html.append("<section><h2>What the score rests on</h2><div class=\"facts\">");
        fact(coverage.evaluated(), "controls judged");
        fact(coverage.skipped().size(), "controls not decided, counted as nothing");
        fact(coverage.elsewhere(), "controls of clusters only, in no score");
        fact(coverage.resources(), "resources seen");
        fact(coverage.tested(), "resources tested");
        fact(coverage.excluded(), "resources excluded by namespace");
        fact(coverage.excepted(), "failures excepted");
        html.append("</div>");
        coverage.expiring().forEach((name, date) -> html.append("<p class=\"soft\">The exception <code>")
                .append(Xml.text(name))
                .append("</code> ends on ")
                .append(Xml.text(date))
                .append(".</p>"));
        html.append("</section>\n");
    }

    private void fact(int number, String meaning) {
        html.append("<div><b>")
                .append(number)
                .append("</b><span class=\"soft\">")
                .append(meaning)
                .append("</span></div>");
    }

    private void controls(ScanReport report) {
        html.append("<section><h2>Controls</h2>");
        for (ControlResult control :
                report.controls().stream().sorted(WORST_FIRST).toList()) {
            html.append("<details><summary><span class=\"tag ")
                    .append(control.control().severity().text())
                    .append("\">")
                    .append(control.control().severity().text())
                    .append("</span><code>")
                    .append(Xml.text(control.control().id()))
                    .append("</code><span>")
                    .append(Xml.text(control.control().name()))
                    .append("</span><span class=\"soft\">")
                    .append(Xml.text(state(control)))
                    .append("</span><span class=\"num\">")
                    .append(percent(control.compliance()))
                    .append(" %</span></summary>");
            findings(report, control);
            html.append("</details>");
        }
        html.append("</section>\n");
    }

    private void findings(ScanReport report, ControlResult control) {
        List<ScanFinding> findings = report.findings().stream()
                .filter(finding ->
                        finding.control().id().equals(control.control().id()))
                .toList();
        html.append("<ul>");
        for (ScanFinding finding : findings.subList(0, Math.min(findings.size(), MAX_FINDINGS))) {
            html.append("<li><b>")
                    .append(Xml.text(finding.resource().toString()))
                    .append("</b> <code class=\"soft\">")
                    .append(Xml.text(finding.location().toString()))
                    .append("</code><br>")
                    .append(code(finding.message()));
            if (!finding.fix().isEmpty()) {
                html.append(' ').append(code(finding.fix()));
            }
            html.append("</li>");
        }
        if (findings.size() > MAX_FINDINGS) {
            html.append("<li class=\"soft\">and ")
                    .append(findings.size() - MAX_FINDINGS)
                    .append(" more</li>");
        }
        html.append("</ul>");
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

    /** What stands between backquotes as code. */
    private static String code(String text) {
        return Xml.text(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    static String percent(float score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
