package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartDependencies;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.helm.release.ReleaseNames;
import io.github.ksailbot.engine.helm.release.Scopes;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;

/** The directory at which a cluster of Argo CD begins, as an Application renders it that asks for nothing else. */
public final class ArgoEntry {
    /** Where Applications of Argo CD usually live. */
    private static final String NAMESPACE = "argocd";

    private final Kustomizer kustomizer;
    private final ChartTools tools;

    public ArgoEntry(Kustomizer kustomizer, ChartTools tools) {
        this.kustomizer = kustomizer;
        this.tools = tools;
    }

    public Build build(SourceTree source, SourcePath directory) {
        TracingSourceTree tree = new TracingSourceTree(source, kustomizer.memo().known(source));
        List<Finding> findings = new ArrayList<>();
        List<Manifest> manifests = new ArrayList<>();
        Origin origin = Origin.of(directory.toString(), 1, 1);
        try {
            if (tree.find(directory).filter(SourceEntry::isDirectory).isEmpty()
                    || KustomizationFiles.isIn(tree, directory)) {
                return kustomizer.build(source, directory, BuildOptions.COMMAND_LINE);
            }
            if (ChartFolder.isOne(tree, directory)) {
                manifests.addAll(chart(tree, directory, findings));
            } else {
                manifests.addAll(
                        new DirectorySource(tree, directory, MappingNode.empty(origin), findings::add).manifests());
            }
        } catch (RenderFailure e) {
            findings.add(e.finding());
        } catch (SourceException | ChartException e) {
            findings.add(Finding.error(
                    "argocd/source", "`%s` cannot be read: %s.".formatted(directory, e.getMessage()), origin));
        } catch (ChartDependencies.Missing e) {
            findings.add(Finding.unchecked(
                    "helm/fetch",
                    "The chart depends on %s, and %s."
                            .formatted(e.address().describe(), e.refusal().why()),
                    e.origin()));
        }
        return new Build(
                TargetObjects.of(manifests, findings::add).stream()
                        .filter(Hooks::isApplied)
                        .toList(),
                findings,
                tree.trace());
    }

    private List<Manifest> chart(SourceTree tree, SourcePath directory, List<Finding> findings)
            throws RenderFailure, ChartException, ChartDependencies.Missing {
        Chart chart = new ChartDependencies(tree, tools.archives())
                .complete(new ChartFolder(tree).read(directory), directory);
        Origin origin = chart.origin();
        String own = directory.isRoot() ? chart.name() : directory.name();
        // nobody says what the release is called, and a directory may be called anything
        MappingNode name = MappingNode.empty(origin)
                .with("name", ScalarNode.string(ReleaseNames.isValid(own) ? own : NAMESPACE, origin));
        MappingNode destination = MappingNode.empty(origin).with("namespace", ScalarNode.string(NAMESPACE, origin));
        Application application = new Application(new Manifest(MappingNode.empty(origin)
                .with("metadata", name)
                .with("spec", MappingNode.empty(origin).with("destination", destination))));
        return new HelmSource(
                        application,
                        new ApplicationSource(MappingNode.empty(origin)),
                        tools,
                        ArgoEntry::nothingYet,
                        findings::add)
                .manifests(chart, MappingNode.empty(origin));
    }

    /** An entry is rendered before everything else. */
    private static Scopes nothingYet() {
        return Scopes.of(List.of());
    }
}
