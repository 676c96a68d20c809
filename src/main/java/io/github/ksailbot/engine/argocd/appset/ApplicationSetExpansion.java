package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;

/**
 * What an ApplicationSet comes to.
 *
 * @param applications in the order of its generators; none when it failed, as Argo CD changes nothing then
 * @param findings what is wrong, and which generators were not expanded
 * @param failed whether Argo CD would refuse it, or nothing can be said of it
 * @param outside which generators were not expanded and why, a sentence without full stop each
 * @param steps of its templates
 */
public record ApplicationSetExpansion(
        List<Manifest> applications, List<Finding> findings, boolean failed, List<String> outside, long steps) {
    public ApplicationSetExpansion {
        applications = List.copyOf(applications);
        findings = List.copyOf(findings);
        outside = List.copyOf(outside);
    }
}
