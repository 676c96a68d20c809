package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.finding.Finding;
import java.util.List;

/**
 * The environments of a source tree.
 *
 * @param environments by name; never empty for a tree that holds any manifest
 * @param findings what is wrong with the ksail files, on their lines
 */
public record Environments(List<Environment> environments, List<Finding> findings) {
    public Environments {
        environments = List.copyOf(environments);
        findings = List.copyOf(findings);
    }
}
