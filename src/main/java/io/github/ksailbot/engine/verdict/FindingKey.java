package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.StablePath;
import org.jspecify.annotations.Nullable;

/**
 * What makes a finding of the head the same as one of the base: rule, resource and field, not the line, so that moving a
 * mistake about does not make it new, and the severity, so that a notice that becomes an error is new. Items of lists go by
 * their names, and generated resources by theirs without the hash. A finding without a resource is told by its file and
 * message instead.
 */
record FindingKey(
        RuleId rule, Severity severity, @Nullable ResourceId resource, String field, String file, String message) {

    /** @param manifest of the finding's resource; null when it is not at hand */
    static FindingKey of(Finding finding, JudgedFindings.@Nullable NamedManifest manifest) {
        ResourceId id = finding.resource();
        if (id != null) {
            String name = manifest == null ? id.name() : manifest.name();
            String field = manifest == null
                    ? finding.field()
                    : StablePath.of(manifest.manifest().root(), StablePath.steps(finding.field()));
            return new FindingKey(
                    finding.rule(),
                    finding.severity(),
                    new ResourceId(id.group(), id.version(), id.kind(), id.namespace(), name),
                    field,
                    "",
                    "");
        }
        Origin origin = finding.origin();
        return new FindingKey(
                finding.rule(),
                finding.severity(),
                null,
                finding.field(),
                origin == null ? "" : origin.file(),
                finding.message());
    }
}
