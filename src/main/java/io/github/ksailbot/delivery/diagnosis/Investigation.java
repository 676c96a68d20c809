package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what can be found out about a failure, step by step; whoever runs out of time takes what is there. */
final class Investigation {
    private final Findings findings = new Findings();
    private final Looking looking;
    private final Instant now;
    private final KnownCauses known;
    private final List<ResourceState> resources;
    private final ResourceRows rows;

    Investigation(
            ClusterApi api,
            Instant now,
            Redactor redactor,
            List<ResourceState> resources,
            Function<ResourceId, Optional<Origin>> origins) {
        this.looking = new Looking(api, redactor, findings);
        this.now = now;
        this.known = new KnownCauses(origins);
        this.resources = resources;
        this.rows = new ResourceRows(resources.stream().map(this::clean).toList());
    }

    private ResourceState clean(ResourceState state) {
        return new ResourceState(
                state.kind(),
                state.namespace(),
                state.name(),
                state.phase(),
                state.reason(),
                looking.clean(state.message()),
                state.blockedBy());
    }

    /** Asks the cluster; ends early when the thread is interrupted. */
    void run() {
        List<String> namespaces = new ConcernedNamespaces(looking).of(rows.roots(), resources);
        FailingPods pods = new FailingPods(looking, findings);
        namespaces.forEach(pods::lookAt);
        new RecentEvents(looking, findings, known, now).lookAt(namespaces);
        // They are Flux's; who delivers to Argo CD has no business with them.
        if (resources.stream().anyMatch(resource -> !resource.kind().equals(GitOpsTypes.APPLICATION.kind()))) {
            lookAtImagePolicies(namespaces);
        }
    }

    /** Others' policies are nobody's business here: a cluster may serve more than this environment. */
    private void lookAtImagePolicies(List<String> namespaces) {
        Set<String> concerned = new HashSet<>(namespaces);
        resources.forEach(resource -> concerned.add(resource.namespace()));
        looking.at("image policies", api -> {
            List<Symptom> excluded = ImagePolicies.excluding(
                    api.list(GitOpsTypes.IMAGE_POLICY, "").items().stream()
                            .filter(policy -> concerned.contains(policy.namespace()))
                            .toList(),
                    api.list(GitOpsTypes.IMAGE_REPOSITORY, "").items());
            excluded.forEach(
                    symptom -> findings.special(known.cause(ImagePolicies.TITLE, ImagePolicies.ADVICE, symptom)));
        });
    }

    /** What has been found out so far. */
    Diagnosis result() {
        return findings.result(
                rows, rows.roots().stream().map(Investigation::symptom).toList(), known);
    }

    private static Symptom symptom(ResourceState root) {
        Optional<ResourceType> type = GitOpsTypes.of(root.kind());
        return new Symptom(
                new ResourceId(
                        type.map(ResourceType::group).orElse(""),
                        type.map(ResourceType::version).orElse(""),
                        root.kind(),
                        root.namespace(),
                        root.name()),
                root.reason(),
                root.message());
    }
}
