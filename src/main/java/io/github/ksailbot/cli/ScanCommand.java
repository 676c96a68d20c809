package io.github.ksailbot.cli;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.Unseen;
import io.github.ksailbot.engine.scan.report.HtmlReport;
import io.github.ksailbot.engine.scan.report.JunitReport;
import io.github.ksailbot.engine.scan.report.KubescapeReport;
import io.github.ksailbot.engine.scan.report.NamedReport;
import io.github.ksailbot.engine.scan.report.SarifReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The security posture of what a directory renders to, by Kubescape's controls. */
@Command(
        name = "scan",
        description = {
            "Scans what every environment of a directory renders to, or plain manifests, by Kubescape's controls;"
                    + " without cluster or policy downloads.",
            "",
            "Exit code: 0 the score is not below the threshold, 1 it is, 2 could not scan everything."
        },
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {
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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            defaultValue = ".",
            description = "The repository, a directory with manifests, or one file. Default: the current directory.")
    private Path path = Path.of(".");

    @Mixin
    private ScanFlags flags = new ScanFlags();

    @Option(names = "--config", paramLabel = "FILE", description = "Scan the environment of this ksail file only.")
    private @Nullable Path config;

    @Option(names = "--env", paramLabel = "NAME", description = "Scan this environment only.")
    private @Nullable String environment;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "pretty-printer",
            description = "pretty-printer (the default), json (Kubescape's own shape), sarif, junit or html.")
    private Format format = Format.PRETTY_PRINTER;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file instead of printing.")
    private @Nullable Path output;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print controls that passed and all findings, too.")
    private boolean verbose;

    @Option(
            names = "--test",
            paramLabel = "DIR",
            description = "Run the cases of the own controls in this directory instead of scanning.")
    private @Nullable Path test;

    @Mixin
    private final RenderOptions options;

    ScanCommand(Surroundings surroundings) {
        this.options = new RenderOptions(surroundings);
    }

    @Override
    public Integer call() throws IOException, CommandException {
        if (test != null) {
            return new OwnControlTests(spec.commandLine().getOut()).run(test);
        }
        Instant now = Instant.now();
        if (Files.isRegularFile(path)) {
            if (environment != null || config != null) {
                throw new CommandException("`" + path + "` is one file: leave --env and --config out.");
            }
            return scan(ScanTargets.file(path), now);
        }
        try (LocalSources sources = LocalSources.open(path);
                LocalRenderer renderer = options.open(path)) {
            String file = config == null ? null : KsailFilePath.of(path, config);
            return scan(ScanTargets.of(sources.head(), title(), file, environment, renderer.repository()), now);
        }
    }

    private String title() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private int scan(ScanTargets targets, Instant now) throws IOException, CommandException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        List<NamedReport> reports = new ArrayList<>();
        boolean isWhole = true;
        boolean isBelow = false;
        FindingPrinter printer = new FindingPrinter(err, targets.tree());
        isWhole &= print(printer, targets.findings(), "");
        for (ScanTargets.Target target : targets.all()) {
            ScanFlags.Chosen chosen = flags.over(target.plan());
            ScanReport report = new Scanner(chosen.catalog()).scan(target.manifests(), chosen.settings(), now);
            reports.add(new NamedReport(target.name(), report, Unseen.of(target.findings())));
            List<Finding> problems = new ArrayList<>(chosen.problems());
            problems.addAll(report.problems());
            problems.addAll(target.findings());
            isWhole &= print(printer, problems, "in " + target.name());
            if (isEmpty(report)) {
                err.println("error: there is nothing to scan in " + target.name());
                isWhole = false;
            } else if (report.coverage().isVacuous()) {
                err.println(
                        "error: no control looks at anything in " + target.name() + ", so that its score says nothing");
                isWhole = false;
            }
            isBelow |= report.isBelowThreshold();
        }
        if (output == null) {
            write(reports, targets, now, out);
            out.flush();
        } else {
            StringWriter text = new StringWriter();
            write(reports, targets, now, new PrintWriter(text));
            Path folder = output.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(output, text.toString());
        }
        for (NamedReport report : reports) {
            if (report.report().isBelowThreshold()) {
                err.println(String.format(
                        Locale.ROOT,
                        "error: %s: compliance score %.2f%% is below threshold %.2f%%",
                        report.name(),
                        report.report().compliance(),
                        report.report().settings().threshold()));
            }
        }
        if (isBelow) {
            return ExitCode.FINDINGS;
        }
        return isWhole ? ExitCode.CLEAN : ExitCode.COULD_NOT_CHECK;
    }

    /** A score of nothing would only look like one. */
    private static boolean isEmpty(ScanReport report) {
        return report.coverage().resources() + report.coverage().excluded() == 0;
    }

    /** @return whether what they are about can be scanned all the same */
    private static boolean print(FindingPrinter printer, List<Finding> findings, String where) {
        findings.stream()
                .filter(finding -> finding.severity() != Severity.NOTICE)
                .forEach(finding -> printer.print(finding, "", where));
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private void write(List<NamedReport> reports, ScanTargets targets, Instant now, PrintWriter out)
            throws IOException, CommandException {
        switch (format) {
            case PRETTY_PRINTER -> {
                for (NamedReport report : reports) {
                    if (!isEmpty(report.report())) {
                        new ScanPrinter(out, targets.tree(), verbose).print(report);
                    }
                }
            }
            case JSON -> KubescapeReport.write(whole(reports, targets, now), now, out);
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
    private ScanReport whole(List<NamedReport> reports, ScanTargets targets, Instant now) throws CommandException {
        if (reports.size() == 1) {
            return reports.get(0).report();
        }
        ScanFlags.Chosen chosen = flags.over(targets.all().get(0).plan());
        return new Scanner(chosen.catalog())
                .scan(
                        targets.all().stream()
                                .flatMap(target -> target.manifests().stream())
                                .toList(),
                        chosen.settings(),
                        now);
    }
}
