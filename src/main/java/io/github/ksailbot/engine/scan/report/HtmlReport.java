package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.Coverage;
import io.github.ksailbot.engine.scan.FrameworkResult;
import io.github.ksailbot.engine.scan.ScanReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Scans as one HTML page that needs nothing else: no script, no font, no picture from anywhere. Its policy lets browsers
 * apply the one style sheet in it, known by its hash, and nothing that a repository could have written.
 */
public final class HtmlReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

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
        String style = style();
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none';"
                        + " form-action 'none'; style-src 'sha256-")
                .append(hash(style))
                .append("'\"><title>")
                .append(Xml.text(title))
                .append("</title><style>")
                .append(style)
                .append("</style></head><body>\n<header><h1>")
                .append(Xml.text(title))
                .append("</h1><p class=\"soft\">")
                .append(TIME.format(made))
                .append("</p></header>\n");
        for (int i = 0; i < reports.size(); i++) {
            if (reports.size() > 1) {
                html.append("<h2 class=\"name\">")
                        .append(Xml.text(reports.get(i).name()))
                        .append("</h2>\n");
            }
            scan(reports.get(i), "s" + i + "-");
        }
        return html.append("</body></html>\n").toString();
    }

    /** @param anchors what names of places in this part of the page begin with */
    private void scan(NamedReport named, String anchors) {
        ScanReport report = named.report();
        html.append("<main>");
        scores(named);
        coverage(named);
        html.append("<section class=\"wide\"><h2>Where it fails: namespaces and controls</h2>")
                .append(HeatMap.of(report.controls(), anchors))
                .append("</section>\n");
        new HtmlControls(html, anchors).write(report);
        html.append("</main>\n");
    }

    private void scores(NamedReport named) {
        ScanReport report = named.report();
        html.append("<section class=\"scores\"><h2>Compliance</h2><div class=\"row\">")
                .append(ScoreRing.of(report.compliance()))
                .append("<div class=\"bars\">");
        for (FrameworkResult framework : report.frameworks()) {
            html.append("<div class=\"bar\"><span>")
                    .append(Xml.text(framework.name()))
                    .append("</span>")
                    .append(meter(framework.compliance()))
                    .append("<span class=\"num\">")
                    .append(percent(framework.compliance()))
                    .append("</span></div>");
        }
        html.append("</div></div>");
        float threshold = report.settings().threshold();
        if (report.coverage().isVacuous()) {
            html.append("<p class=\"verdict bad\">No control looked at anything: the score says nothing.</p>");
        } else if (!named.problems().isEmpty()) {
            html.append("<p class=\"verdict bad\">Not everything could be checked.</p>");
        }
        if (threshold > 0 && (named.problems().isEmpty() || report.isBelowThreshold())) {
            html.append("<p class=\"verdict ")
                    .append(report.isBelowThreshold() ? "bad\">Below" : "good\">Meets")
                    .append(" the demanded ")
                    .append(percent(threshold))
                    .append(".</p>");
        }
        html.append("</section>\n");
    }

    private void coverage(NamedReport named) {
        Coverage coverage = named.report().coverage();
        html.append("<section class=\"rests\"><h2>What the score rests on</h2><div class=\"facts\">");
        fact(coverage.evaluated(), "controls judged");
        fact(coverage.skipped().size(), "not decided");
        fact(coverage.elsewhere(), "for clusters only, in no score");
        fact(coverage.resources(), "resources seen");
        fact(coverage.tested(), "tested");
        fact(coverage.excluded(), "excluded by namespace");
        fact(coverage.excepted(), "failures excepted");
        fact(named.unseen().size(), "charts or sources not scanned");
        html.append("</div>");
        list(
                "Controls that are not decided",
                coverage.skipped().entrySet().stream()
                        .map(entry -> "`" + entry.getKey() + "` " + entry.getValue())
                        .toList());
        list("What could not be checked", named.problems());
        list("Not rendered, and so not scanned", named.unseen());
        list(
                "Exceptions that end soon",
                coverage.expiring().entrySet().stream()
                        .map(entry -> "`" + entry.getKey() + "` ends on " + entry.getValue())
                        .toList());
        list("Exceptions that are over", coverage.expired());
        list("Exceptions without effect", coverage.unused());
        html.append("</section>\n");
    }

    private void list(String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        html.append("<details class=\"small\"><summary>")
                .append(title)
                .append(" <b>")
                .append(items.size())
                .append("</b></summary><ul>");
        items.forEach(item -> html.append("<li>").append(code(item)).append("</li>"));
        html.append("</ul></details>");
    }

    private void fact(int number, String meaning) {
        html.append("<div")
                .append(number == 0 ? " class=\"zero\"" : "")
                .append("><b>")
                .append(String.format(Locale.ROOT, "%,d", number))
                .append("</b><span class=\"soft\">")
                .append(meaning)
                .append("</span></div>");
    }

    /** A bar that is as long as a score is high. */
    static String meter(float score) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"meter\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect"
                        + " class=\"e\" width=\"100\" height=\"6\"/><rect width=\"%.1f\" height=\"6\" fill=\"%s\"/></svg>",
                score,
                Colors.of(score));
    }

    /** What stands between backquotes as code. */
    static String code(String text) {
        return Xml.text(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    static String percent(float score) {
        return String.format(Locale.ROOT, "%.1f %%", score);
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
