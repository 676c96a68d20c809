package io.github.ksailbot.workflow;

import java.util.Map;

/** Port: check runs on GitHub. */
public interface CheckRuns {

    /**
     * Creates a check run, annotations included.
     *
     * @throws UnavailableException when GitHub cannot be reached or asks to wait; whether the run was made is unknown then
     */
    CheckRunId create(RepositoryRef repository, CommitId head, CheckRun run) throws GoneException, UnavailableException;

    /**
     * Brings an existing check run to what {@code run} says; its name stays. Annotations are appended by GitHub: give
     * each once only.
     */
    void update(RepositoryRef repository, CheckRunId id, CheckRun run) throws GoneException, UnavailableException;

    /**
     * The check runs that this App made on a commit earlier, by external id; of several with the same external id the
     * newest. Asked only when an earlier attempt may have made some.
     */
    Map<String, Existing> find(RepositoryRef repository, CommitId head) throws GoneException, UnavailableException;

    /**
     * @param id of the run
     * @param concluded whether it is completed already
     * @param annotations how many annotations it has
     */
    record Existing(CheckRunId id, boolean concluded, int annotations) {}
}
