package io.github.ksailbot.engine.environment.discovery;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.environment.ksail.EnvironmentReader;
import io.github.ksailbot.engine.environment.ksail.EnvironmentReader.Declared;
import io.github.ksailbot.engine.environment.ksail.KsailFile;
import io.github.ksailbot.engine.environment.ksail.KsailFiles;
import io.github.ksailbot.engine.environment.layout.FleetScan;
import io.github.ksailbot.engine.environment.layout.LayoutDiscovery;
import io.github.ksailbot.engine.environment.layout.LayoutMemo;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the environments of a repository. Remembers what files of its earlier commits said, so that each repository has one of
 * its own.
 *
 * <p>{@code ksail.yaml} and {@code ksail.ENV.yaml} in the root declare one each. When the root has none, those in
 * directories up to three levels below do, each relative to its own directory; where several directories hold some, an
 * environment's name starts with its directory. A repository without any has an environment for each place at which Flux
 * begins: {@code clusters/NAME}, what bootstrap wrote, the sync of a {@code FluxInstance}; else for those of Argo CD; else for each
 * cluster or target of Rancher Fleet's bundles. Where there is none, it has one
 * environment {@code default}: every kustomization directory under {@code k8s}, {@code clusters} and {@code kubernetes} or,
 * when there is none, anywhere.
 *
 * <p>A {@code ksail.ENV.yaml} is called by its file. {@code ksail.yaml} is called after its overlay
 * {@code kustomizationFile: clusters/NAME}, else by {@code metadata.name}, else {@code default}. Rendering starts in
 * {@code sourceDirectory}/{@code kustomizationFile}; without the latter in the source directory itself or, when that is no
 * kustomization, in every kustomization directory below that no other one includes.
 *
 * <p>Rules: {@code ksail/…} for what a file says, {@code environment/…} for what it means in this repository,
 * {@code fleet/…} for what of Rancher Fleet could not be looked at. An
 * environment whose file is wrong is there as long as its name and entry can be known; when none is, the repository is
 * judged as one without ksail files.
 */
public final class EnvironmentDiscovery {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(EnvironmentDiscovery::place)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message);

    private final Map<String, String> values;
    private final Variables variables;
    private final LayoutMemo memo;
    private final FleetScan fleet;

    /** Knows no variables: {@code ${VAR:-default}} is its default. */
    public EnvironmentDiscovery() {
        this(Map.of());
    }

    /**
     * Knows some variables.
     *
     * @param variables what {@code ${VAR}} in a ksail file stands for, as the operator allows it; never the server's own
     *     environment
     */
    public EnvironmentDiscovery(Map<String, String> variables) {
        this(variables, new LayoutMemo());
    }

    private EnvironmentDiscovery(Map<String, String> variables, LayoutMemo memo) {
        this(variables, memo, new FleetScan(memo, List.of(), Set.of()));
    }

    /**
     * Knows more.
     *
     * @param memo of this repository alone
     * @param fleet finds clusters of Rancher Fleet; each is an environment of a repository with bundles
     */
    public EnvironmentDiscovery(Map<String, String> variables, LayoutMemo memo, FleetScan fleet) {
        this.values = Map.copyOf(variables);
        this.variables = new Variables(variables);
        this.memo = memo;
        this.fleet = fleet;
    }

    /** Never throws for what the tree holds: that is in the findings, by file and line. */
    public Environments discover(SourceTree tree) {
        List<Finding> findings = new ArrayList<>();
        Map<EnvironmentName, Environment> environments = new TreeMap<>();
        try {
            addDeclared(new KsailFiles(tree, findings).find(), tree, environments, findings);
            if (environments.isEmpty()) {
                new LayoutDiscovery(tree, memo, fleet, findings)
                        .find()
                        .forEach(layout -> environments.put(layout.name(), layout));
            }
        } catch (SourceException e) {
            findings.add(Finding.error(
                    "environment/unreadable",
                    "The repository's environments cannot be found: " + e.getMessage() + ".",
                    Origin.of(e.path().toString(), 1, 1)));
        }
        findings.addAll(
                SharedTags.of(List.copyOf(environments.values()), values).values());
        findings.sort(BY_PLACE);
        return new Environments(List.copyOf(environments.values()), findings);
    }

    private void addDeclared(
            List<KsailFile> files,
            SourceTree tree,
            Map<EnvironmentName, Environment> environments,
            List<Finding> findings) {
        Set<SourcePath> directories = files.stream().map(KsailFile::directory).collect(Collectors.toSet());
        EnvironmentReader reader = new EnvironmentReader(tree, variables, findings);
        // Named files first: their name is certain, so that a clash is the base file's.
        Stream<KsailFile> ordered = files.stream().sorted(Comparator.comparing(KsailFile::isBase));
        for (KsailFile file : ordered.toList()) {
            Declared declared = reader.read(file);
            if (declared != null) {
                Environment environment = directories.size() > 1
                        ? declared.environment().withName(qualified(file, declared.environment()))
                        : declared.environment();
                Environment other = environments.get(environment.name());
                if (other == null) {
                    environments.put(environment.name(), environment);
                } else {
                    findings.add(duplicate(other, environment, declared.named()));
                    environments.put(other.name(), withEntries(other, environment.entries()));
                }
            }
        }
    }

    private static EnvironmentName qualified(KsailFile file, Environment environment) {
        String directory = file.directory().value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String letters = directory.replaceAll("^[^a-z]+|-+$", "");
        String name = letters + "-" + environment.name();
        return EnvironmentName.isValid(name) ? new EnvironmentName(name) : environment.name();
    }

    private static Finding duplicate(Environment first, Environment second, Origin origin) {
        return Finding.error(
                        "environment/duplicate-name",
                        "`" + second.config() + "` declares the environment `" + second.name() + "`, which `"
                                + first.config() + "` declares already.",
                        origin)
                .withFix("Rename one of them, or point `ksail.yaml` to its own overlay.");
    }

    /** What both deliver is judged, so that nothing slips through under a name that is taken. */
    private static Environment withEntries(Environment environment, List<SourcePath> more) {
        Set<SourcePath> entries = new TreeSet<>(environment.entries());
        entries.addAll(more);
        return environment.with(List.copyOf(entries), environment.validation());
    }

    private static Location place(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? Location.ofFile("") : origin.location();
    }
}
