package io.github.ksailbot.github.webhook;

import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which subjects an event is about. It says no more: what is done about them is read from GitHub afresh. */
final class EventRouting {
    private static final String BRANCH = "refs/heads/";

    private final SubjectStore subjects;
    private final long appId;

    /** @param appId our own: check runs and suites of other Apps are not ours to run again */
    EventRouting(SubjectStore subjects, long appId) {
        this.subjects = subjects;
        this.appId = appId;
    }

    /** @throws PayloadException when the payload lacks what an event of its kind always has */
    List<Wanted> route(String event, Payload payload) throws PayloadException {
        RepositoryRef repository = payload.repository().orElse(null);
        if (repository == null || Interest.in(event, payload.action()) != Interest.ROUTED) {
            return List.of();
        }
        return switch (event) {
            case "pull_request" -> pullRequest(repository, payload);
            case "merge_group" -> mergeGroup(repository, payload);
            case "check_run", "check_suite" -> again(event, repository, payload);
            default -> List.of();
        };
    }

    private static List<Wanted> pullRequest(RepositoryRef repository, Payload payload) throws PayloadException {
        if (payload.action().equals("edited")
                && !payload.has("changes.base.ref.from")
                && !payload.has("changes.base.sha.from")) {
            return List.of();
        }
        Subject subject = pullRequest(repository, payload.number("pull_request.number"));
        return List.of(Wanted.at(subject, payload.commit("pull_request.head.sha")));
    }

    private static List<Wanted> mergeGroup(RepositoryRef repository, Payload payload) throws PayloadException {
        CommitId head = payload.commit("merge_group.head_sha");
        String ref = payload.text("merge_group.base_ref");
        String branch = ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
        CommitId base = payload.commit("merge_group.base_sha");
        return List.of(Wanted.at(new Subject.MergeGroup(repository, head, base, branch), head));
    }

    private List<Wanted> again(String kind, RepositoryRef repository, Payload payload) throws PayloadException {
        if (payload.number(kind + ".app.id") != appId) {
            return List.of();
        }
        CommitId head = payload.commit(kind + ".head_sha");
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Subject subject : subjects.judgedAt(repository.id(), head)) {
            wanted.put(subject.key(), Wanted.again(at(repository, subject), head));
        }
        // Empty for pull requests of forks, which is why our own memory is asked first.
        List<String> numbers = payload.all(kind + ".pull_requests.number");
        List<String> bases = payload.all(kind + ".pull_requests.base.repo.id");
        for (int i = 0; i < Math.min(numbers.size(), bases.size()); i++) {
            // In a fork, GitHub names the pull requests that it has elsewhere, too.
            if (Payload.parseLong(bases.get(i)) == repository.id()) {
                Subject subject = pullRequest(repository, Payload.parseLong(numbers.get(i)));
                wanted.put(subject.key(), Wanted.again(subject, head));
            }
        }
        return List.copyOf(wanted.values());
    }

    /** The event knows the repository's name better than our memory. */
    private static Subject at(RepositoryRef repository, Subject subject) {
        if (subject instanceof Subject.MergeGroup group) {
            return new Subject.MergeGroup(repository, group.head(), group.base(), group.baseBranch());
        }
        return new Subject.PullRequest(repository, ((Subject.PullRequest) subject).number());
    }

    private static Subject pullRequest(RepositoryRef repository, long number) throws PayloadException {
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new PayloadException("it names no pull request");
        }
        return new Subject.PullRequest(repository, (int) number);
    }
}
