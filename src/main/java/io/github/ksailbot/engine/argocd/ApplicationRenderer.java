package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.argocd.appset.ClusterSecrets;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.release.ToolUse;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders Applications as Argo CD's repo-server does, without what is there for tracking only.
 *
 * <p>Findings: {@code argocd/not-rendered}, {@code argocd/source}, {@code argocd/path}, {@code argocd/missing-path},
 * {@code argocd/missing-file}, {@code argocd/values}, {@code argocd/parameter}, {@code argocd/image}, {@code argocd/kustomize},
 * {@code argocd/pattern}, {@code argocd/no-kind}, {@code argocd/repeated-resource}, {@code argocd/limit}, and those of kustomize and
 * Helm.
 */
public final class ApplicationRenderer implements NodeRenderer {
    private final Kustomizer kustomizer;
    private final ChartTools tools;
    private final List<Cluster> inventory;

    public ApplicationRenderer(Kustomizer kustomizer, ChartTools tools) {
        this(kustomizer, tools, List.of());
    }

    /** @param inventory of clusters that no repository declares */
    public ApplicationRenderer(Kustomizer kustomizer, ChartTools tools, List<Cluster> inventory) {
        this.kustomizer = kustomizer;
        this.tools = tools;
        this.inventory = List.copyOf(inventory);
    }

    @Override
    public List<Finding> check(List<GraphNode> nodes, Surroundings surroundings) {
        Map<String, Cluster> clusters = ClusterSecrets.of(
                surroundings.all("Secret").stream()
                        .filter(ClusterSecrets::isOne)
                        .toList(),
                inventory);
        List<Finding> findings = new ArrayList<>(new ProjectRules(surroundings, clusters.values()).findings(nodes));
        findings.addAll(new SharedObjects(clusters.values()).findings(nodes));
        return findings;
    }

    @Override
    public boolean takes(Manifest object) {
        return Application.isOne(object);
    }

    @Override
    public boolean applies(SourcePath entry, Manifest object, Surroundings surroundings) {
        OwnRepository repository = new OwnRepository(surroundings, surroundings.tree());
        for (ApplicationSource source : new Application(object).sources()) {
            try {
                if (source.chart().isEmpty()
                        && !source.isReferenceOnly()
                        && repository
                                .elsewhere(source.repoUrl(), source.revision())
                                .isEmpty()
                        && repository
                                .root(source.repoUrl())
                                .resolve(source.path())
                                .equals(entry)) {
                    return true;
                }
            } catch (SourceException e) {
                // rendering says of a path that leads out of the repository that it does
                return false;
            }
        }
        return false;
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        ToolUse use = new ToolUse(tools);
        return use.of(render(object, surroundings, use.tools()), surroundings);
    }

    private NodeResult render(Manifest object, Surroundings surroundings, ChartTools watched) {
        Application application = new Application(object);
        List<Finding> findings = new ArrayList<>();
        List<Cluster> known = new ArrayList<>(inventory);
        known.add(Cluster.LOCAL);
        SourceBuild build = new SourceBuild(
                kustomizer,
                Destination.tools(application, inventory, watched),
                application,
                known,
                surroundings,
                finding -> findings.add(finding.resource() == null ? finding.about(object.id(), "") : finding));
        List<Manifest> manifests = new ArrayList<>();
        List<ApplicationSource> sources = application.sources().stream()
                .filter(source -> !source.isReferenceOnly())
                .toList();
        new SpecRules(application)
                .findings().stream()
                        .map(finding -> finding.about(object.id(), finding.field()))
                        .forEach(findings::add);
        NotRendered first = null;
        for (ApplicationSource source : sources) {
            try {
                manifests.addAll(build.manifests(source));
            } catch (NotRendered e) {
                first = first == null ? e : first;
                findings.add(Finding.unseen(
                                "argocd/not-rendered",
                                "What `%s` brings was not checked: %s.".formatted(application.name(), e.reason()),
                                source.origin())
                        .about(object.id(), "spec.source")
                        .withFix(e.fix()));
            } catch (RenderFailure e) {
                Finding finding = e.finding();
                findings.add(finding.resource() == null ? finding.about(object.id(), "spec.source") : finding);
            }
        }
        boolean failed = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        List<Manifest> placed = new Placement(
                        application, Destination.of(application, known).server(), findings::add)
                .placed(manifests, surroundings);
        String reason = first == null ? build.leftOut() : first.reason();
        if (reason.isEmpty() || failed) {
            return NodeResult.rendered(placed, findings, build.trace()).withSteps(build.steps());
        }
        // Argo CD applies all sources or none; what could be rendered of several is judged all the same
        NodeState state = first != null && first.isElsewhere() ? NodeState.ELSEWHERE : NodeState.NOT_RENDERED;
        return new NodeResult(state, reason, placed, findings, build.trace()).withSteps(build.steps());
    }
}
