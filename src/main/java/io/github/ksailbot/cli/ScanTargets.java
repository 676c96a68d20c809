package io.github.ksailbot.cli;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentDiscovery;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.EnvironmentRenderer;
import io.github.ksailbot.engine.render.LooseFiles;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scan} looks at: the environments of a directory or, where there are none, its manifests as they are.
 *
 * @param tree all of it
 * @param all at least one
 */
record ScanTargets(SourceTree tree, List<Target> all) {
    /**
     * One thing to scan.
     *
     * @param name of the environment, or of the directory
     * @param manifests that its cluster would get
     * @param findings what is wrong with the way there: what could not be rendered is not scanned
     * @param plan what the files say about the scan
     */
    record Target(String name, List<Manifest> manifests, List<Finding> findings, ScanPlan plan) {}

    /**
     * @param config a ksail file; null for all
     * @param name of an environment; null for all
     * @param settings what rendering may use
     */
    static ScanTargets of(Path path, @Nullable Path config, @Nullable String name, RenderSettings settings)
            throws ScanException {
        try {
            if (Files.isRegularFile(path)) {
                return file(path);
            }
            SourceTree tree = DirectorySourceTree.of(path);
            List<Environment> environments = chosen(tree, config, name);
            Kustomizer kustomizer = new Kustomizer(TracedMemo.ofDefaultSize(), settings.fetcher(), settings.charts());
            EnvironmentRenderer renderer = new EnvironmentRenderer(kustomizer, settings);
            List<Target> targets = new ArrayList<>();
            List<Closure> closures = new ArrayList<>();
            for (Environment environment : environments) {
                Closure closure = renderer.render(tree, environment);
                closures.add(closure);
                targets.add(new Target(
                        environment.name().value(),
                        closure.manifests(),
                        closure.findings(),
                        ScanPlan.read(tree, environment, System.getenv())));
            }
            boolean isPlain = name == null
                    && config == null
                    && environments.stream()
                            .allMatch(environment -> environment.config() == null
                                    && environment.entries().isEmpty());
            return new ScanTargets(
                    tree, isPlain ? List.of(plain(path, tree, kustomizer, closures)) : List.copyOf(targets));
        } catch (SourceException e) {
            throw new ScanException(e.getMessage() + ".", e);
        }
    }

    private static Target plain(Path path, SourceTree tree, Kustomizer kustomizer, List<Closure> closures)
            throws SourceException {
        LooseFiles.Loose loose = new LooseFiles(kustomizer).find(tree, closures);
        List<Manifest> manifests = new ArrayList<>(loose.manifests());
        manifests.addAll(JsonManifests.find(tree));
        return new Target(name(path), manifests, loose.findings(), ScanPlan.read(tree, null, System.getenv()));
    }

    private static ScanTargets file(Path path) throws SourceException {
        Path directory = path.toAbsolutePath().getParent();
        SourceTree tree = DirectorySourceTree.of(directory == null ? path.toAbsolutePath() : directory);
        SourcePath file = SourcePath.parse(name(path));
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT).read(file.value(), tree.read(file));
        List<Manifest> manifests = yaml.documents().stream()
                .filter(MappingNode.class::isInstance)
                .map(document -> new Manifest((MappingNode) document))
                .toList();
        Target target = new Target(file.value(), manifests, yaml.findings(), ScanPlan.read(tree, null, Map.of()));
        return new ScanTargets(tree, List.of(target));
    }

    private static List<Environment> chosen(SourceTree tree, @Nullable Path config, @Nullable String name)
            throws ScanException {
        List<Environment> all =
                new EnvironmentDiscovery(System.getenv()).discover(tree).environments();
        String file = config == null ? "" : name(config);
        List<Environment> chosen = all.stream()
                .filter(environment ->
                        name == null || environment.name().value().equals(name))
                .filter(environment -> config == null
                        || (environment.config() != null
                                && environment.config().name().equals(file)))
                .toList();
        if (chosen.isEmpty() && (name != null || config != null)) {
            throw new ScanException("There is no environment `" + (name == null ? file : name) + "`; there are: "
                    + all.stream().map(one -> one.name().value()).collect(Collectors.joining(", ")) + ".");
        }
        return chosen;
    }

    private static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
