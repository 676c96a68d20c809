package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.values.ValuesMerge;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.LoadRule;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders a bundle for one target as Fleet's agent deploys it: its chart, else the kustomization that the file names or the directory
 * holds, else all files of the directory with the target's overlays.
 *
 * <p>Findings beside those of kustomize and Helm: {@code fleet/helm} and {@code fleet/cluster-unknown} for charts that are not
 * rendered, {@code fleet/values-unknown}, {@code fleet/values}, {@code fleet/file}, {@code fleet/overlay},
 * {@code fleet/outside-bundle}, {@code fleet/cluster-scoped}, {@code fleet/target}, {@code fleet/group-unknown}, {@code fleet/limit}.
 */
public final class FleetBundle {
    /** Fleet looks for no other name. */
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private static final BuildOptions OPTIONS =
            new BuildOptions(LoadRule.KUSTOMIZATION_ROOT, BuildOptions.FLUX.order());
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

    private final Kustomizer kustomizer;
    private final ChartTools tools;

    public FleetBundle(Kustomizer kustomizer, ChartTools tools) {
        this.kustomizer = kustomizer;
        this.tools = tools;
    }

    /** Whether a directory is a bundle. */
    public static boolean isOne(SourceTree tree, SourcePath directory) {
        try {
            return tree.find(directory.child(FleetFile.NAME))
                    .filter(SourceEntry::isFile)
                    .isPresent();
        } catch (SourceException e) {
            return false;
        }
    }

    public Build build(SourceTree source, SourcePath directory, FleetTarget target) {
        One one = new One(source, directory);
        try {
            List<Manifest> manifests = one.manifests(target);
            return one.built(manifests);
        } catch (SourceException | ChartException e) {
            String message = "The bundle `%s` cannot be read: %s.".formatted(directory, e.getMessage());
            Origin origin = Origin.of(directory.child(FleetFile.NAME).value(), 1, 1);
            boolean unchecked = e instanceof SourceException unread
                    ? unread.isUnchecked()
                    : e instanceof ChartException chart && chart.isLimit();
            one.findings.add(
                    unchecked
                            ? Finding.unchecked("fleet/file", message, origin)
                            : Finding.error("fleet/file", message, origin));
        } catch (BuildException e) {
            one.findings.add(e.finding());
        } catch (BundleException e) {
            one.findings.add(e.finding());
        }
        return one.built(List.of());
    }

    private final class One {
        private final SourceTree source;
        private final SourcePath directory;
        private final TracingSourceTree tree;
        private final List<Finding> findings = new ArrayList<>();
        private final List<SourceTrace> parts = new ArrayList<>();

        One(SourceTree source, SourcePath directory) {
            this.source = source;
            this.directory = directory;
            this.tree = new TracingSourceTree(source);
        }

        Build built(List<Manifest> manifests) {
            return new Build(manifests, findings, tree.trace(parts));
        }

        List<Manifest> manifests(FleetTarget target)
                throws SourceException, ChartException, BuildException, BundleException {
            FleetFile file = read();
            BundleTargets targets = new BundleTargets(directory, file, target);
            List<Manifest> manifests = new ArrayList<>();
            // what deploys it to several namespaces makes as many releases
            for (String namespace : targets.namespaces()) {
                List<MappingNode> customizations = targets.customizations();
                if (customizations.stream()
                        .noneMatch(one -> one.text("doNotDeploy").equals("true"))) {
                    FleetOptions options = FleetOptions.of(file.root(), customizations, this::values);
                    manifests.addAll(manifests(
                            file, namespace.isEmpty() ? options : options.withNamespace(namespace), target.cluster()));
                }
            }
            return manifests;
        }

        private List<Manifest> manifests(FleetFile file, FleetOptions options, FleetTarget.@Nullable Cluster cluster)
                throws SourceException, ChartException, BuildException, BundleException {
            Origin origin = file.root().origin();
            SourcePath kustomized =
                    directory.resolve(options.kustomizeDirectory().isEmpty() ? "." : options.kustomizeDirectory());
            boolean isKustomized = tree.find(kustomized.child(KUSTOMIZATION))
                    .filter(SourceEntry::isFile)
                    .isPresent();
            BundleChart charts = new BundleChart(tree, directory, tools, findings::add);
            Chart chart = charts.find(options.helm());
            List<Manifest> manifests = new ArrayList<>();
            if (chart != null && isKustomized) {
                throw new BundleException(Finding.unseen(
                                "fleet/helm",
                                "What the bundle `%s` brings was not checked: a kustomization over a chart is not rendered."
                                        .formatted(directory),
                                origin)
                        .atField("helm"));
            }
            if (chart != null) {
                manifests.addAll(charts.render(
                        chart,
                        options,
                        new ClusterValues(cluster).of(options),
                        options.helm().text("releaseName"),
                        areKnown(options)));
            } else if (isKustomized) {
                manifests.addAll(kustomized(kustomized, kustomizer.content(tree, kustomized, findings::add)));
            } else {
                BundleFiles files = new BundleFiles(tree, directory, options.overlays(), file.valuesFiles(), origin);
                manifests.addAll(kustomized(
                        directory,
                        new KustomizationFiles.Content(directory.child(KUSTOMIZATION), files.kustomization())));
                Chart templates = files.templates();
                if (templates != null) {
                    manifests.addAll(charts.render(
                            templates, options, new ClusterValues(cluster).of(options), "", areKnown(options)));
                }
            }
            return new BundlePlacement(options, origin, findings::add).placed(manifests);
        }

        private List<Manifest> kustomized(SourcePath at, KustomizationFiles.Content content) {
            Build build = kustomizer.build(source, at, content, OPTIONS);
            parts.add(build.trace());
            findings.addAll(build.findings());
            build.trace().read().keySet().stream()
                    .filter(path -> !path.isWithin(directory))
                    .sorted()
                    .findFirst()
                    .ifPresent(path -> findings.add(Finding.error(
                                    "fleet/outside-bundle",
                                    "The kustomization of the bundle `%s` needs `%s`, and Fleet packs the bundle's directory only."
                                            .formatted(directory, path),
                                    Origin.of(at.child(KUSTOMIZATION).value(), 1, 1))
                            .withFix("Put `fleet.yaml` into a directory that holds both, and name the kustomization by"
                                    + " `kustomize.dir`.")));
            return build.manifests();
        }

        private FleetFile read() throws SourceException, BundleException {
            SourcePath path = directory.child(FleetFile.NAME);
            if (tree.find(path).filter(SourceEntry::isFile).isEmpty()) {
                // a path that a `GitRepo` names
                return new FleetFile(MappingNode.empty(Origin.of(path.value(), 1, 1)));
            }
            YamlDocuments documents = READER.read(path.value(), tree.read(path));
            for (Finding finding : documents.findings()) {
                throw new BundleException(finding);
            }
            return documents.documents().isEmpty() || !(documents.documents().get(0) instanceof MappingNode root)
                    ? new FleetFile(MappingNode.empty(Origin.of(path.value(), 1, 1)))
                    : new FleetFile(root);
        }

        /** Files win over what stands in the bundle's file. */
        private MappingNode values(MappingNode values, MappingNode helm) throws BundleException {
            MappingNode all = values;
            SequenceNode names = helm.sequence("valuesFiles");
            for (Node name : names == null ? List.<Node>of() : names.items()) {
                if (name instanceof ScalarNode scalar) {
                    all = ValuesMerge.merge(all, values(scalar));
                }
            }
            return all;
        }

        private MappingNode values(ScalarNode name) throws BundleException {
            try {
                SourcePath path = directory.resolve(name.text());
                YamlDocuments yaml = READER.read(path.value(), tree.read(path));
                for (Finding finding : yaml.findings()) {
                    throw new BundleException(finding);
                }
                return yaml.documents().isEmpty() || !(yaml.documents().get(0) instanceof MappingNode values)
                        ? MappingNode.empty(name.origin())
                        : values;
            } catch (SourceException e) {
                throw new BundleException(Finding.error(
                        "fleet/values",
                        "The values file `%s` cannot be read: %s.".formatted(name.text(), e.getMessage()),
                        name.origin()));
            }
        }

        private boolean areKnown(FleetOptions options) {
            SequenceNode from = options.helm().sequence("valuesFrom");
            if (from == null || from.size() == 0) {
                return true;
            }
            findings.add(notice(
                    "fleet/values-unknown",
                    "The chart of the bundle `%s` was rendered without the values that it takes from the cluster."
                            .formatted(directory),
                    from.origin()));
            return false;
        }

        private static Finding notice(String rule, String message, Origin origin) {
            return new Finding(RuleId.of(rule), Severity.NOTICE, message, null, "helm", origin, "");
        }
    }
}
