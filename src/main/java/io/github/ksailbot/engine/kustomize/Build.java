package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.List;

/**
 * What one kustomization renders to.
 *
 * @param manifests in the order that was asked for; when there are errors, those that could still be rendered
 * @param findings what is wrong with the kustomization and the files that it reads, in a fixed order
 * @param trace of all that was read and looked for, by this build or by an earlier one whose result it took
 * @param steps of work that it takes when nothing is known of it, see {@link Work}
 */
public record Build(List<Manifest> manifests, List<Finding> findings, SourceTrace trace, long steps) {
    public Build {
        manifests = List.copyOf(manifests);
        findings = List.copyOf(findings);
    }

    /** One that took no work worth counting. */
    public Build(List<Manifest> manifests, List<Finding> findings, SourceTrace trace) {
        this(manifests, findings, trace, 0);
    }

    /** Whether kustomize would have refused to build this. */
    public boolean failed() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
