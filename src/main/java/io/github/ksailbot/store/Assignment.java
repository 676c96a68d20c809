package io.github.ksailbot.store;

import io.github.ksailbot.workflow.Subject;

/**
 * What a job shall do now.
 *
 * @param subject with the repository's present name
 * @param wanted generation that the job answers when it ends well
 * @param run how many re-runs people asked for
 * @param starts how often a job began since one ended in any way, this one included: more than 1 after a process died
 * @param refusals how often in a row something outside failed
 * @param crashes how often in a row the bot itself failed
 */
public record Assignment(Subject subject, long wanted, int run, int starts, int refusals, int crashes) {}
