package io.github.ksailbot.workflow;

import java.util.function.Supplier;

/**
 * Port: the repository's page of security alerts, for installations that let the App write there. A follow-up of a verdict:
 * it never changes one, so what goes wrong is logged and forgotten.
 */
public interface CodeScanning {

    /**
     * Offers the findings of a pull request's head. Doing it twice changes nothing.
     *
     * @param sarif makes a document of SARIF 2.1.0; asked only when it can be delivered
     */
    void offer(Subject.PullRequest pullRequest, CommitId head, Supplier<String> sarif);
}
