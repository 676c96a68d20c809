package io.github.ksailbot.engine.verdict;

import java.util.List;

/**
 * What the bot has to say about a source tree, alone or against the base of a pull request.
 *
 * @param verdict the worst of all
 * @param environments by name
 * @param unreached findings in settings and in files that no environment reaches, judged once; new ones first, then by
 *     file and line. Errors in them fail the verdict.
 * @param loose what of these files was judged
 * @param compared whether a base side was given, so that "new" means something
 */
public record Judgement(
        Verdict verdict,
        List<EnvironmentReport> environments,
        List<JudgedFinding> unreached,
        LooseManifests loose,
        boolean compared) {
    /** Where every manifest belongs to an environment. */
    public Judgement(
            Verdict verdict, List<EnvironmentReport> environments, List<JudgedFinding> unreached, boolean compared) {
        this(verdict, environments, unreached, LooseManifests.NONE, compared);
    }

    public Judgement {
        environments = List.copyOf(environments);
        unreached = List.copyOf(unreached);
    }

    /** Whether "new" means something in every environment. */
    public boolean isAllCompared() {
        return compared && environments.stream().allMatch(EnvironmentReport::compared);
    }

    /** Whether "new" means something in an environment. */
    public boolean isCompared(EnvironmentReport report) {
        return compared && report.compared();
    }
}
