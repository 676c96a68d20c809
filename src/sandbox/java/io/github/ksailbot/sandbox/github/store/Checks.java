package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.CheckSuite;
import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Check suites and check runs. */
public final class Checks {

    private final World world;

    public Checks(World world) {
        this.world = world;
    }

    /** After a push each App that writes checks gets a suite, and is asked for its runs. */
    void requestSuites(Repo repo, String branch, @Nullable String before, String sha, Account sender) {
        for (Installation installation : new Apps(world).covering(repo)) {
            if ("write".equals(installation.permissions.get("checks")) && find(repo, installation.app, sha) == null) {
                CheckSuite suite = create(repo, installation.app, sha, branch, before);
                world.events().checkSuite("requested", suite, sender);
            }
        }
    }

    public CheckSuite suite(Repo repo, App app, String sha) {
        CheckSuite suite = find(repo, app, sha);
        return suite != null ? suite : create(repo, app, sha, branchAt(repo, sha), null);
    }

    public @Nullable CheckSuite find(Repo repo, App app, String sha) {
        return world.suites.values().stream()
                .filter(suite -> suite.repo == repo && suite.app == app && suite.headSha.equals(sha))
                .findFirst()
                .orElse(null);
    }

    public List<CheckSuite> suitesOn(Repo repo, String sha) {
        return world.suites.values().stream()
                .filter(suite -> suite.repo == repo && suite.headSha.equals(sha))
                .toList();
    }

    /** All runs on a commit, newest first, as GitHub lists them. */
    public List<CheckRun> runsOn(Repo repo, String sha) {
        return suitesOn(repo, sha).stream()
                .flatMap(suite -> suite.runs.stream())
                .sorted((one, other) -> Long.compare(other.id, one.id))
                .toList();
    }

    public CheckRun start(CheckSuite suite, String name) {
        CheckRun run = new CheckRun(world.ids.next(), suite, name, world.now());
        suite.runs.add(run);
        world.runs.put(run.id, run);
        return run;
    }

    /** Tells of a run that was written; {@code created} or {@code completed}. */
    public void written(CheckRun run, boolean isNew, boolean wasCompleted, Account sender) {
        run.suite.updatedAt = world.now();
        if (isNew) {
            world.events().checkRun("created", run, sender);
        }
        if ("completed".equals(run.status) && !wasCompleted) {
            world.events().checkRun("completed", run, sender);
            if ("completed".equals(run.suite.status())) {
                world.events().checkSuite("completed", run.suite, sender);
            }
        }
    }

    public void rerequest(CheckRun run, Account sender) {
        world.events().checkRun("rerequested", run, sender);
    }

    public void rerequest(CheckSuite suite, Account sender) {
        world.events().checkSuite("rerequested", suite, sender);
    }

    /** Open pull requests with that head from a branch of the repository itself; GitHub leaves out those from forks. */
    public static List<Pull> pullsOf(CheckSuite suite) {
        return suite.repo.pulls.values().stream()
                .filter(pull -> !pull.closed && !pull.fromFork() && pull.headSha.equals(suite.headSha))
                .toList();
    }

    private CheckSuite create(Repo repo, App app, String sha, @Nullable String branch, @Nullable String before) {
        CheckSuite suite = new CheckSuite(world.ids.next(), repo, app, sha, branch, before, world.now());
        world.suites.put(suite.id, suite);
        return suite;
    }

    private @Nullable String branchAt(Repo repo, String sha) {
        return repo.pulls.values().stream()
                .filter(pull -> pull.headSha.equals(sha) && !pull.fromFork())
                .map(pull -> pull.headRef)
                .findFirst()
                .orElse(null);
    }
}
