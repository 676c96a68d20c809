package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.settings.RepositorySettingsReader;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the settings of delivery that a tree brings. They are judged, and followed only once merged. */
final class ProposedSettings {
    private ProposedSettings() {}

    static List<Finding> findings(SourceTree tree, SourceTree trusted, Environments declared) {
        RepositorySettings settings = new RepositorySettingsReader().read(tree);
        List<Finding> findings = new ArrayList<>(settings.findings());
        findings.addAll(RepositorySettingsReader.unknown(
                tree, declared.environments().stream().map(Environment::name).toList()));
        if (tree != trusted && differs(settings, new RepositorySettingsReader().read(trusted))) {
            findings.add(new Finding(
                    RuleId.of("settings/changed"),
                    Severity.NOTICE,
                    "The settings of delivery change. Commands and deliveries follow those of the base branch; the new"
                            + " ones count once they are merged.",
                    null,
                    "",
                    Origin.of(RepositorySettings.FILE, 1, 1),
                    ""));
        }
        return findings;
    }

    private static boolean differs(RepositorySettings one, RepositorySettings other) {
        return !one.branch().equals(other.branch()) || !one.environments().equals(other.environments());
    }
}
