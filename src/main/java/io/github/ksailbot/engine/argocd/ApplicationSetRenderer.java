package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.ApplicationSetExpansion;
import io.github.ksailbot.engine.argocd.appset.ApplicationSets;
import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.argocd.appset.ClusterSecrets;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Question;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders ApplicationSets to their Applications. The clusters are those that Secrets of the same environment declare, those of
 * an inventory, and the one that Argo CD runs in.
 *
 * <p>Findings: those of {@link ApplicationSets}.
 */
public final class ApplicationSetRenderer implements NodeRenderer {
    private static final String NEW_GLOBBING = "applicationsetcontroller.enable.new.git.file.globbing";

    private static final Question<List<Manifest>> DECLARED = new Question<>() {
        @Override
        public String kind() {
            return "Secret";
        }

        @Override
        public List<Manifest> answer(List<Manifest> objects) {
            return objects.stream().filter(ClusterSecrets::isOne).toList();
        }

        @Override
        public int size(List<Manifest> answer) {
            return answer.size();
        }
    };

    private final List<Cluster> inventory;

    /** Knows what the repository declares only. */
    public ApplicationSetRenderer() {
        this(List.of());
    }

    /** @param inventory of clusters that no repository declares; a Secret of the same name wins */
    public ApplicationSetRenderer(List<Cluster> inventory) {
        this.inventory = List.copyOf(inventory);
    }

    @Override
    public boolean takes(Manifest object) {
        return ApplicationSets.isOne(object);
    }

    /** Secrets that declare clusters may come from any other object. */
    @Override
    public boolean isReady(Manifest object, Surroundings surroundings) {
        return !ApplicationSets.usesClusters(object);
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        TracingSourceTree tree = surroundings.tracing();
        OwnRepository repository = new OwnRepository(surroundings, tree);
        List<Manifest> secrets = ApplicationSets.usesClusters(object) ? surroundings.learn(DECLARED) : List.of();
        ApplicationSetExpansion expansion = new ApplicationSets(
                        new TreeContent(tree, patterns(object, surroundings), repository::elsewhere),
                        ClusterSecrets.of(secrets, inventory))
                .expand(object);
        List<Finding> findings = new ArrayList<>(expansion.findings());
        secrets.stream()
                .filter(ClusterSecrets::isEncrypted)
                .map(secret -> encrypted(object, secret))
                .forEach(findings::add);
        if (!expansion.failed()
                && !expansion.outside().isEmpty()
                && expansion.applications().isEmpty()) {
            return NodeResult.notRendered(expansion.outside().get(0), findings, tree.trace())
                    .withSteps(expansion.steps());
        }
        return NodeResult.rendered(expansion.applications(), findings, tree.trace())
                .withSteps(expansion.steps());
    }

    /** Those of Git, unless the controller's settings, where the environment renders them, switch the new globbing on. */
    private static GlobSyntax patterns(Manifest set, Surroundings surroundings) {
        String namespace = set.namespace().isEmpty() ? "argocd" : set.namespace();
        Manifest settings = surroundings.find(new ObjectKey("ConfigMap", namespace, "argocd-cmd-params-cm"));
        boolean isNew = settings != null
                && Fields.mapping(settings.root(), "data").text(NEW_GLOBBING).equals("true");
        return isNew ? GlobSyntax.DOUBLESTAR : GlobSyntax.GIT;
    }

    private static Finding encrypted(Manifest set, Manifest secret) {
        return new Finding(
                RuleId.of("argocd/clusters-unknown"),
                Severity.NOTICE,
                "The Secret `%s` declares a cluster and is encrypted, so `%s` was expanded without it."
                        .formatted(secret.name(), set.name()),
                set.id(),
                "spec.generators",
                secret.origin(),
                "");
    }
}
