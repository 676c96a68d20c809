package io.github.ksailbot.github.webhook;

import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.store.Written;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.command.CommandLines;
import io.github.ksailbot.workflow.deliver.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
            case "push" -> push(repository, payload);
            case "issue_comment" -> comment(repository, payload);
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
        CommitId head = payload.commit("pull_request.head.sha");
        return switch (payload.action()) {
            // Whether it was merged, and what that delivers, is asked of GitHub.
            case "closed" -> List.of(Wanted.at(subject, head), Wanted.of(new Subject.Mainline(repository)));
            case "synchronize" -> List.of(Wanted.moved(subject, head, payload.time("pull_request.updated_at")));
            default -> List.of(Wanted.at(subject, head));
        };
    }

    /**
     * Most pushes are of branches that are never delivered, and looking costs calls: only the default branch's is followed at
     * once. Where the repository's settings deliver another one, merges into it are, and the sweep sees what else is pushed.
     */
    private static List<Wanted> push(RepositoryRef repository, Payload payload) throws PayloadException {
        return payload.text("ref").equals(BRANCH + payload.text("repository.default_branch"))
                ? List.of(Wanted.of(new Subject.Mainline(repository)))
                : List.of();
    }

    /** Only what people write on pull requests themselves; what Apps write could be anybody's. */
    private static List<Wanted> comment(RepositoryRef repository, Payload payload) throws PayloadException {
        String body = payload.has("comment.body") ? payload.text("comment.body") : "";
        if (!payload.has("issue.pull_request.url")
                || payload.has("comment.performed_via_github_app.id")
                || !payload.has("comment.user.login")
                || !payload.text("comment.user.type").equals("User")
                || !payload.text("sender.type").equals("User")
                || !CommandLines.mayBeIn(body)) {
            return List.of();
        }
        long number = payload.number("issue.number");
        long id = payload.number("comment.id");
        if (number < 1 || number > Integer.MAX_VALUE || id < 1) {
            throw new PayloadException("it names no comment on a pull request");
        }
        return List.of(Wanted.said(
                new Subject.Comment(repository, (int) number, id),
                new Written(payload.text("comment.user.login"), body, payload.time("comment.created_at"))));
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
        List<Wanted> deliveries = deliveriesAgain(kind, repository, payload, head);
        if (isOfADelivery(payload)) {
            return deliveries;
        }
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Subject.Proposal subject : subjects.judgedAt(repository.id(), head)) {
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
        return Stream.concat(wanted.values().stream(), deliveries.stream()).toList();
    }

    private static boolean isOfADelivery(Payload payload) throws PayloadException {
        return payload.has("check_run.external_id") && Order.isKey(payload.text("check_run.external_id"));
    }

    /** Deliveries are run again for people only: it takes somebody's permission. */
    private List<Wanted> deliveriesAgain(String kind, RepositoryRef repository, Payload payload, CommitId head)
            throws PayloadException {
        if (!payload.has("sender.login")
                || !payload.has("sender.type")
                || !payload.text("sender.type").equals("User")) {
            return List.of();
        }
        List<Long> checkRuns = kind.equals("check_suite")
                ? subjects.failedDeliveriesAt(repository.id(), head)
                : isOfADelivery(payload) ? List.of(payload.number("check_run.id")) : List.of();
        String actor = payload.text("sender.login");
        return checkRuns.stream()
                .filter(id -> id > 0)
                .map(id -> Wanted.rerun(new Subject.Rerun(repository, id), actor))
                .toList();
    }

    /** The event knows the repository's name better than our memory. */
    private static Subject at(RepositoryRef repository, Subject.Proposal subject) {
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
