package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.Version;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.report.HtmlReport;
import io.github.ksailbot.engine.scan.report.JunitReport;
import io.github.ksailbot.engine.scan.report.KubescapeReport;
import io.github.ksailbot.engine.scan.report.NamedReport;
import io.github.ksailbot.engine.scan.report.SarifReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes scans in one of Kubescape's formats. */
record ScanOutput(Format format, boolean verbose, ScanFlags flags, ScanTargets targets, Instant now) {
    /** How a scan is printed, in Kubescape's words. */
    enum Format {
        PRETTY_PRINTER,
        JSON,
        SARIF,
        JUNIT,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A score of nothing would only look like one. */
    static boolean isEmpty(ScanReport report) {
        return report.coverage().resources() + report.coverage().excluded() == 0;
    }

    void write(List<NamedReport> reports, PrintWriter out) throws IOException, CommandException {
        switch (format) {
            case PRETTY_PRINTER -> {
                for (NamedReport report : reports) {
                    if (!isEmpty(report.report())) {
                        new ScanPrinter(out, targets.tree(), verbose).print(report);
                    }
                }
            }
            case JSON -> {
                List<String> problems = reports.stream()
                        .flatMap(report -> report.problems().stream())
                        .distinct()
                        .toList();
                KubescapeReport.write(whole(reports), problems, now, out);
            }
            case SARIF -> {
                StringWriter text = new StringWriter();
                SarifReport.write(reports, new Version().getVersion()[0].replace("ksail-bot ", ""), text);
                out.print(text);
            }
            case JUNIT -> out.print(JunitReport.of(reports));
            case HTML -> out.print(HtmlReport.of(reports, now));
        }
    }

    /** Kubescape's report is about one scan: that of all environments together where there are several. */
    private ScanReport whole(List<NamedReport> reports) throws CommandException {
        if (reports.size() == 1) {
            return reports.get(0).report();
        }
        List<Manifest> manifests = targets.all().stream()
                .flatMap(target -> target.manifests().stream())
                .toList();
        ScanFlags.Chosen chosen = flags.over(targets.all().get(0).plan(), manifests);
        return new Scanner(chosen.catalog()).scan(manifests, chosen.settings(), now);
    }
}
