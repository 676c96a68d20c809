package io.github.ksailbot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.exception.ExceptionReader;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.scan.own.OwnControlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = {"-e", "--exclude-namespaces"},
            split = ",",
            paramLabel = "NAME",
            description = "Namespaces that are neither tested nor counted.")
    private List<String> excludedNamespaces = new ArrayList<>();

    @Option(
            names = "--enable-inline-exceptions",
            description = "Let resources except themselves by the annotation kubescape.io/skip-controls.")
    private boolean inlineExceptions;

    private @Nullable Named named;

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

    /**
     * What the named files say.
     *
     * @param exceptions null when no file was named, and so for the others
     */
    private record Named(
            ExceptionReader.@Nullable Exceptions exceptions,
            @Nullable Map<String, List<String>> inputs,
            OwnControlReader.@Nullable OwnControls controls) {}

    /**
     * What counts in the end.
     *
     * @param problems what is wrong with it
     */
    record Chosen(ScanSettings settings, Catalog catalog, List<Finding> problems) {}

    /**
     * What was given on the command line over what the files say.
     *
     * @throws CommandException when a file that was named cannot be used, or a framework that was named is none
     */
    Chosen over(ScanPlan plan) throws CommandException {
        Named files = named();
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
        ScanSettings chosen = new ScanSettings(
                wanted,
                threshold == null ? settings.threshold() : threshold,
                settings.failOnNew(),
                lists,
                policies,
                inlineExceptions || settings.inlineExceptions(),
                excludedNamespaces.isEmpty() ? settings.excludedNamespaces() : excludedNamespaces);
        return new Chosen(chosen, catalog, List.copyOf(problems));
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
    private Named named() throws CommandException {
        if (named == null) {
            named = new Named(
                    exceptions == null ? null : ExceptionReader.read(exceptions.toString(), bytes(exceptions)),
                    inputs == null ? null : lists(inputs),
                    controls == null ? null : LocalControls.read(controls));
        }
        return named;
    }

    private static byte[] bytes(Path file) throws CommandException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandException("The file `" + file + "` cannot be read.", e);
        }
    }

    private static Map<String, List<String>> lists(Path file) throws CommandException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(bytes(file));
        } catch (IOException e) {
            throw new CommandException("`" + file + "` is not JSON.", e);
        }
        JsonNode found = json.at("/settings/postureControlInputs");
        Map<String, List<String>> lists = new TreeMap<>();
        (found.isObject() ? found : json).properties().forEach(list -> {
            List<String> texts = new ArrayList<>();
            list.getValue().forEach(text -> texts.add(text.asText()));
            lists.put(list.getKey(), texts);
        });
        return lists;
    }
}
