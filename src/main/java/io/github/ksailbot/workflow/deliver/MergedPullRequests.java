package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import java.util.List;

/** Port: which pull requests brought a commit. */
public interface MergedPullRequests {
    /** Numbers of the merged pull requests into {@code branch} that the commit belongs to, the lowest first. */
    List<Subject.Notice> broughtBy(RepositoryRef repository, String branch, CommitId commit)
            throws GoneException, UnavailableException;
}
