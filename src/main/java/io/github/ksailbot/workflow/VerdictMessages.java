package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.Judgement;

/** Port: how a verdict reads on GitHub. Every text keeps within GitHub's limits and escapes what the repository wrote. */
public interface VerdictMessages {

    /** The overall check run while the job runs. {@code doing} is a short phrase such as "Rendering 2 environments". */
    CheckRunOutput inProgress(Revision revision, String doing);

    /** The overall check run at the end: verdict, a line per environment, and findings that belong to no environment. */
    CheckRunOutput overall(Revision revision, Judgement judgement);

    /** The check run {@code ksail / validate (ENV)} at the end. */
    CheckRunOutput environment(Revision revision, EnvironmentReport report, Judgement judgement);

    /** The check run {@code ksail / scan (ENV)} at the end. */
    CheckRunOutput scan(Revision revision, EnvironmentReport report, ScanVerdict scan);

    /** All scans as one document of SARIF 2.1.0. */
    String sarif(Judgement judgement);

    /** The overall check run of a head that a newer one superseded. */
    CheckRunOutput superseded(Revision revision);

    /** The overall check run when the bot itself, or something that it needs, failed: what, and what happens next. */
    CheckRunOutput couldNotCheck(Revision revision, String reason);

    /** The sticky comment. */
    String comment(Revision revision, Judgement judgement);
}
