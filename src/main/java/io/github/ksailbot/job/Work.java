package io.github.ksailbot.job;

import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import io.github.ksailbot.workflow.UnavailableException;

/** What jobs do; {@link WorkBySubject} outside of tests. */
interface Work {

    void run(Subject subject, int run, Cancellation cancellation)
            throws SupersededException, UnavailableException, GoneException;

    /** @param reason one sentence for people, without secrets */
    void giveUp(Subject subject, String reason) throws UnavailableException, GoneException;
}
