package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.finding.Finding;
import java.util.List;

/**
 * What validating one manifest gave.
 *
 * @param status in kubeconform's words
 * @param findings errors only when {@code INVALID} or {@code ERROR}; warnings may accompany {@code VALID}
 */
public record Validation(Status status, List<Finding> findings) {
    /** Kubeconform's statuses. */
    public enum Status {
        VALID,
        INVALID,
        /** No schema is known for the kind, or the settings skip it. */
        SKIPPED,
        /** Could not be judged: no kind, no apiVersion. Never green. */
        ERROR,
        /** Nothing in the document. */
        EMPTY
    }

    public Validation {
        findings = List.copyOf(findings);
    }
}
