package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Finding;
import java.util.List;
import java.util.Set;

/** What nobody could render, since only another place knows it: what it brings to the cluster, no scan looks at. */
public final class Unseen {
    private static final Set<String> RULES = Set.of(
            "argocd/generator-outside",
            "argocd/not-rendered",
            "fleet/cluster-unknown",
            "fleet/helm",
            "flux/inputs",
            "flux/source-elsewhere",
            "helm/not-rendered");

    private Unseen() {}

    /**
     * One sentence for each chart or source of another place.
     *
     * @param findings of rendering
     */
    public static List<String> of(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> RULES.contains(finding.rule().value()))
                .map(Finding::message)
                .distinct()
                .toList();
    }
}
