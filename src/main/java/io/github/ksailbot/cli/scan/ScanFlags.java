package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.catalog.Framework;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.scan.own.OwnControlReader;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import io.github.ksailbot.engine.scan.score.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Flags that go before what the files say: what is scanned for, what is demanded, what is excepted. */
final class ScanFlags {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(
            names = "--framework",
            split = ",",
            paramLabel = "NAME",
            description = "Frameworks to scan for, such as nsa,mitre. Default: those of the ksail file, or nsa.")
    private List<String> frameworks = new ArrayList<>();

    private @Nullable Float threshold;

    @Option(
            names = "--exceptions",
            paramLabel = "FILE",
            description = "Kubescape's exceptions, a JSON list, instead of those of the ksail file.")
    private @Nullable Path exceptions;

    @Option(
            names = "--controls-config",
            paramLabel = "FILE",
            description = "Lists that configure controls, as JSON: {\"imageRepositoryAllowList\": [...]}.")
    private @Nullable Path inputs;

    @Option(
            names = "--controls",
            paramLabel = "DIR",
            description = "Own controls to scan for, too, instead of those of the repository.")
    private @Nullable Path controls;

    @Mixin
    private ScanNamespaces namespaces = new ScanNamespaces();

    @Option(
            names = {"-s", "--severity-threshold"},
            paramLabel = "SEVERITY",
            description = "Fail when a control of this severity or worse fails: low, medium, high or critical.")
    private @Nullable ControlSeverity severity;

    private List<String> controlsOnly = List.of();

    @Option(
            names = "--enable-inline-exceptions",
            description = "Let resources except themselves by the annotation kubescape.io/skip-controls.")
    private boolean inlineExceptions;

    private @Nullable ScanFiles named;

    @Option(
            names = "--compliance-threshold",
            paramLabel = "PERCENT",
            description = "Fail below this score, from 0 (never) to 100.")
    void setThreshold(float percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.format(Locale.ROOT, "--compliance-threshold must be between 0 and 100, got %.2f", percent));
        }
        threshold = percent;
    }

    /** Scans for some frameworks, given in Kubescape's words. */
    void chooseFrameworks(List<String> names) {
        frameworks = List.copyOf(names);
    }

    /** Scans for some controls only, by ids or names. */
    void chooseControls(List<String> idsOrNames) {
        controlsOnly = List.copyOf(idsOrNames);
    }

    /** Controls that fail and are of a severity that must not. */
    List<Control> tooSevere(ScanReport report) {
        ControlSeverity limit = severity;
        return limit == null
                ? List.of()
                : report.controls().stream()
                        .filter(control -> control.status() == Status.FAILED)
                        .map(ControlResult::control)
                        .filter(control -> control.severity().isAtLeast(limit))
                        .toList();
    }

    /**
     * What counts in the end.
     *
     * @param problems what is wrong with it
     */
    record Chosen(ScanSettings settings, Catalog catalog, List<Finding> problems) {}

    /**
     * What was given on the command line over what the files say.
     *
     * @param manifests that are scanned
     * @throws CommandException when a file that was named cannot be used, or a framework or control that was named is none
     */
    Chosen over(ScanPlan plan, List<Manifest> manifests) throws CommandException {
        ScanFiles files = named();
        ScanSettings settings = plan.settings();
        List<Finding> problems = new ArrayList<>(plan.problems());
        Catalog catalog = plan.catalog();
        List<String> wanted = new ArrayList<>(frameworks.isEmpty() ? settings.frameworks() : frameworks);
        if (files.controls() != null) {
            problems.removeIf(problem -> problem.rule().value().equals(OwnControlReader.RULE));
            problems.addAll(files.controls().findings());
            catalog = Catalog.kubescape()
                    .with(OwnControlReader.FRAMEWORK, files.controls().controls());
            wanted.remove(OwnControlReader.FRAMEWORK);
            if (!files.controls().controls().isEmpty()) {
                wanted.add(OwnControlReader.FRAMEWORK);
            }
        }
        for (String framework : frameworks) {
            requireKnown(framework, catalog);
        }
        List<ExceptionPolicy> policies = settings.exceptions();
        if (files.exceptions() != null) {
            policies = files.exceptions().policies();
            problems.addAll(files.exceptions().findings());
        }
        Map<String, List<String>> lists = new TreeMap<>(settings.inputs());
        if (files.inputs() != null) {
            lists.putAll(files.inputs());
        }
        if (!controlsOnly.isEmpty()) {
            Framework only = controlsOnly(catalog);
            catalog = catalog.with(only);
            wanted = List.of(only.name());
        }
        ScanSettings chosen = new ScanSettings(
                wanted,
                threshold == null ? settings.threshold() : threshold,
                settings.failOnNew(),
                lists,
                policies,
                inlineExceptions || settings.inlineExceptions(),
                namespaces.excluded(settings.excludedNamespaces(), manifests));
        return new Chosen(chosen, catalog, List.copyOf(problems));
    }

    private Framework controlsOnly(Catalog catalog) throws CommandException {
        List<Control> found = new ArrayList<>();
        for (String wanted : controlsOnly) {
            found.add(catalog.control(wanted)
                    .orElseThrow(() -> new CommandException("`" + wanted
                            + "` is no control that files can be scanned for; name it by its id, such as `C-0016`, or"
                            + " by its whole name.")));
        }
        return new Framework("controls", found, List.of());
    }

    private static void requireKnown(String framework, Catalog catalog) throws CommandException {
        if (catalog.framework(framework).isEmpty()) {
            String meant = Spelling.nearest(framework, catalog.frameworkNames());
            throw new CommandException("`" + framework + "` is no framework that files can be scanned for"
                    + (meant.isEmpty()
                            ? "; there are: " + String.join(", ", catalog.frameworkNames()) + "."
                            : ". Did you mean `" + meant + "`?"));
        }
    }

    /** The files are read once, however many environments they count for. */
    private ScanFiles named() throws CommandException {
        if (named == null) {
            named = ScanFiles.read(exceptions, inputs, controls);
        }
        return named;
    }
}
