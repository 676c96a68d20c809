package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.FindingPrinter;
import io.github.ksailbot.cli.local.KsailFilePath;
import io.github.ksailbot.cli.local.LocalRenderer;
import io.github.ksailbot.cli.local.LocalSources;
import io.github.ksailbot.cli.local.RenderOptions;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.Unseen;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.report.NamedReport;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
public final class ScanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..3",
            description = {
                "The repository, a directory with manifests, or one file. Default: the current directory.",
                "As in Kubescape, `framework NAME,...` or `control ID,...` may stand before it."
            })
    private List<String> words = new ArrayList<>();

    private Path path = Path.of(".");

    @Mixin
    @SuppressWarnings("unused") // picocli asks it
    private final KubescapeFlags kubescape = new KubescapeFlags();

    @Mixin
    private ScanFlags flags = new ScanFlags();

    @Option(names = "--config", paramLabel = "FILE", description = "Scan the environment of this ksail file only.")
    private @Nullable Path config;

    @Option(names = "--env", paramLabel = "NAME", description = "Scan this environment only.")
    private @Nullable String environment;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "pretty-printer",
            description = "pretty-printer (the default), json (Kubescape's own shape), sarif, junit or html.")
    private ScanOutput.Format format = ScanOutput.Format.PRETTY_PRINTER;

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

    public ScanCommand(Surroundings surroundings) {
        this.options = new RenderOptions(surroundings);
    }

    @Override
    public Integer call() throws IOException, CommandException {
        if (test != null) {
            return new OwnControlTests(spec.commandLine().getOut()).run(test);
        }
        understandWords();
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

    /** {@code [framework NAME,... | control ID,...] [PATH]}. */
    private void understandWords() {
        List<String> left = words;
        if (words.size() > 1 && List.of("framework", "control").contains(words.get(0))) {
            List<String> names = List.of(words.get(1).split(","));
            if (words.get(0).equals("control")) {
                flags.chooseControls(names);
            } else {
                flags.chooseFrameworks(names);
            }
            left = words.subList(2, words.size());
        }
        if (left.size() > 1) {
            throw new ParameterException(spec.commandLine(), "Unmatched arguments: " + String.join(" ", left));
        }
        path = Path.of(left.isEmpty() ? "." : left.get(0));
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
            ScanFlags.Chosen chosen = flags.over(target.plan(), target.manifests());
            ScanReport report = new Scanner(chosen.catalog()).scan(target.manifests(), chosen.settings(), now);
            List<Finding> problems = new ArrayList<>(chosen.problems());
            problems.addAll(report.problems());
            problems.addAll(target.findings());
            List<String> unchecked = new ArrayList<>(errors(targets.findings(), problems));
            isWhole &= print(printer, problems, "in " + target.name());
            String nothing = nothing(target.name(), report);
            if (!nothing.isEmpty()) {
                err.println("error: " + nothing);
                unchecked.add(nothing);
                isWhole = false;
            }
            reports.add(new NamedReport(target.name(), report, Unseen.of(target.findings()), unchecked));
            isBelow |= report.isBelowThreshold() || !flags.tooSevere(report).isEmpty();
        }
        ScanOutput written = new ScanOutput(format, verbose, flags, targets, now);
        if (output == null) {
            written.write(reports, out);
            out.flush();
        } else {
            StringWriter text = new StringWriter();
            written.write(reports, new PrintWriter(text));
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
                        "error: %s: compliance score %s%% is below threshold %.2f%%",
                        report.name(),
                        report.report().complianceText(),
                        report.report().settings().threshold()));
            }
        }
        for (NamedReport report : reports) {
            List<Control> severe = flags.tooSevere(report.report());
            if (!severe.isEmpty()) {
                err.println("error: " + report.name() + ": controls fail that must not: "
                        + severe.stream().map(Control::id).collect(Collectors.joining(", ")));
            }
        }
        if (isBelow) {
            return ExitCode.FINDINGS;
        }
        return isWhole ? ExitCode.CLEAN : ExitCode.COULD_NOT_CHECK;
    }

    /** Half a sentence where the score says nothing; else empty. */
    private static String nothing(String name, ScanReport report) {
        if (ScanOutput.isEmpty(report)) {
            return "there is nothing to scan in " + name;
        }
        return report.coverage().isVacuous()
                ? "no control looks at anything in " + name + ", so that its score says nothing"
                : "";
    }

    /** What keeps a scan from being one of everything. */
    private static List<String> errors(List<Finding> everywhere, List<Finding> here) {
        return Stream.concat(everywhere.stream(), here.stream())
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.origin() == null
                        ? finding.message()
                        : finding.origin().location() + ": " + finding.message())
                .distinct()
                .toList();
    }

    /** @return whether what they are about can be scanned all the same */
    private static boolean print(FindingPrinter printer, List<Finding> findings, String where) {
        findings.stream()
                .distinct()
                .filter(finding -> finding.severity() != Severity.NOTICE)
                .forEach(finding -> printer.print(finding, "", where));
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
