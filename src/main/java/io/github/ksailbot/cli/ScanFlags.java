package io.github.ksailbot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.exception.ExceptionReader;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.scan.own.OwnControlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
     * What counts in the end.
     *
     * @param problems what is wrong with it
     */
    record Chosen(ScanSettings settings, Catalog catalog, List<Finding> problems) {}

    /** What was given on the command line over what the files say. */
    Chosen over(ScanPlan plan) {
        List<Finding> problems = new ArrayList<>(plan.problems());
        ScanSettings files = plan.settings();
        Map<String, List<String>> lists = new TreeMap<>(files.inputs());
        List<ExceptionPolicy> policies = files.exceptions();
        try {
            if (exceptions != null) {
                ExceptionReader.Exceptions read =
                        ExceptionReader.read(exceptions.toString(), Files.readAllBytes(exceptions));
                policies = read.policies();
                problems.addAll(read.findings());
            }
            if (inputs != null) {
                lists.putAll(lists(inputs));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the command line cannot be read: " + e.getMessage(), e);
        }
        List<String> wanted = frameworks.isEmpty() ? files.frameworks() : frameworks;
        Catalog catalog = plan.catalog();
        if (controls != null) {
            problems.removeIf(problem -> problem.rule().value().equals(OwnControlReader.RULE));
            OwnControlReader.OwnControls own = LocalControls.read(controls);
            problems.addAll(own.findings());
            catalog = Catalog.kubescape().with(OwnControlReader.FRAMEWORK, own.controls());
            wanted = new ArrayList<>(wanted);
            wanted.remove(OwnControlReader.FRAMEWORK);
            if (!own.controls().isEmpty()) {
                wanted.add(OwnControlReader.FRAMEWORK);
            }
        }
        ScanSettings settings = new ScanSettings(
                wanted,
                threshold == null ? files.threshold() : threshold,
                files.failOnNew(),
                lists,
                policies,
                inlineExceptions || files.inlineExceptions(),
                excludedNamespaces.isEmpty() ? files.excludedNamespaces() : excludedNamespaces);
        return new Chosen(settings, catalog, List.copyOf(problems));
    }

    private static Map<String, List<String>> lists(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
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
