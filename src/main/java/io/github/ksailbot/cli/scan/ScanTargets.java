package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.local.EnvironmentChoice;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.LooseFiles;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scan} looks at: the environments of a directory or, where there are none, its manifests as they are.
 *
 * @param tree all of it
 * @param all at least one
 * @param findings what is wrong with the files that declare environments
 */
record ScanTargets(SourceTree tree, List<Target> all, List<Finding> findings) {
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
     * The environments of a tree; without any, its manifests as they are.
     *
     * @param title of the tree, where it is scanned as it is
     * @param config path of a ksail file in the tree; null for all
     * @param name of an environment; null for all
     */
    static ScanTargets of(
            SourceTree tree, String title, @Nullable String config, @Nullable String name, RepositoryRenderer renderer)
            throws CommandException {
        Environments found = renderer.discovery().discover(tree);
        List<Environment> environments = chosen(found.environments(), config, name);
        List<Target> targets = new ArrayList<>();
        List<Closure> closures = renderer.render(tree, environments);
        for (Closure closure : closures) {
            Environment environment = closure.environment();
            targets.add(new Target(
                    environment.name().value(),
                    closure.manifests(),
                    closure.findings(),
                    ScanPlan.read(tree, environment, renderer.variables())));
        }
        boolean isPlain = name == null
                && config == null
                && environments.stream()
                        .allMatch(environment -> environment.config() == null
                                && environment.entries().isEmpty());
        if (isPlain) {
            targets = List.of(plain(tree, title, renderer, closures));
        }
        return new ScanTargets(tree, targets, found.findings());
    }

    private static Target plain(SourceTree tree, String title, RepositoryRenderer renderer, List<Closure> closures)
            throws CommandException {
        LooseFiles.Loose loose = renderer.looseFiles().forKubectl().find(tree, closures);
        List<Manifest> manifests = new ArrayList<>(loose.manifests());
        try {
            manifests.addAll(JsonManifests.find(tree));
        } catch (SourceException e) {
            throw new CommandException(e.getMessage() + ".", e);
        }
        return new Target(title, manifests, loose.findings(), ScanPlan.read(tree, null, renderer.variables()));
    }

    /** One file as it is. */
    static ScanTargets file(Path path) throws CommandException {
        Path absolute = path.toAbsolutePath().normalize();
        Path directory = absolute.getParent();
        try {
            SourceTree tree = DirectorySourceTree.of(directory == null ? absolute : directory);
            SourcePath file = SourcePath.parse(absolute.getFileName().toString());
            YamlDocuments yaml =
                    new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES).read(file.value(), tree.read(file));
            List<Manifest> manifests = yaml.documents().stream()
                    .filter(MappingNode.class::isInstance)
                    .map(document -> new Manifest((MappingNode) document))
                    .toList();
            Target target = new Target(file.value(), manifests, yaml.findings(), ScanPlan.read(tree, null, Map.of()));
            return new ScanTargets(tree, List.of(target), List.of());
        } catch (SourceException e) {
            throw new CommandException(e.getMessage() + ".", e);
        }
    }

    private static List<Environment> chosen(List<Environment> all, @Nullable String config, @Nullable String name)
            throws CommandException {
        if (name != null) {
            return List.of(EnvironmentChoice.named(all, name));
        }
        return config == null ? all : List.of(EnvironmentChoice.declaredBy(all, config));
    }
}
