package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Check runs: created, updated, read, listed, asked for again. */
final class CheckRunResource {

    private final World world;
    private final Json json;
    private final Checks checks;

    CheckRunResource(World world, Json json) {
        this.world = world;
        this.json = json;
        this.checks = new Checks(world);
    }

    void register(Routes routes) {
        String runs = "/repos/{owner}/{repo}/check-runs";
        routes.post(runs, Access.write("checks"), this::create)
                .patch(runs + "/{check_run_id}", Access.write("checks"), this::update)
                .get(runs + "/{check_run_id}", Access.read("checks"), call -> Answer.ok(json.checks.run(find(call))))
                .get(runs + "/{check_run_id}/annotations", Access.read("checks"), this::annotations)
                .post(runs + "/{check_run_id}/rerequest", Access.write("checks"), this::rerequest)
                .get(
                        "/repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs",
                        Access.read("checks"),
                        this::ofSuite)
                .get("/repos/{owner}/{repo}/commits/{ref}/check-runs", Access.read("checks"), this::onCommit);
    }

    private Answer create(Call call) {
        Repo repo = call.repo();
        String name = call.requiredText("name");
        String sha = world.git.commit(repo, call.requiredText("head_sha"));
        if (sha == null) {
            throw ApiError.of(422, "No commit found for SHA: " + call.text("head_sha"));
        }
        CheckRunInput input = CheckRunInput.of(call.body());
        CheckRun run = checks.start(checks.suite(repo, call.app(), sha), name);
        input.applyTo(run, world.now());
        checks.written(run, true, false, call.author());
        return Answer.created(json.checks.run(run));
    }

    private Answer update(Call call) {
        CheckRun run = find(call);
        if (run.suite.app != call.app()) {
            throw ApiError.of(
                    403,
                    "Invalid app_id `" + call.app().id
                            + "` - check run can only be modified by the GitHub App that created it.");
        }
        CheckRunInput input = CheckRunInput.of(call.body());
        boolean wasCompleted = "completed".equals(run.status);
        input.applyTo(run, world.now());
        checks.written(run, false, wasCompleted, call.author());
        return Answer.ok(json.checks.run(run));
    }

    private Answer annotations(Call call) {
        CheckRun run = find(call);
        return Answer.page(call, run.annotations, annotation -> json.checks.annotation(run, annotation));
    }

    private Answer rerequest(Call call) {
        checks.rerequest(find(call), call.author());
        return Answer.of(201, json.repositories.of(call.repo()).objectNode());
    }

    private Answer ofSuite(Call call) {
        CheckSuiteResource.find(world, call);
        List<CheckRun> runs = List.copyOf(CheckSuiteResource.find(world, call).runs);
        return Answer.counted(call, "check_runs", filter(call, runs), json.checks::run);
    }

    private Answer onCommit(Call call) {
        String sha = world.git.commit(call.repo(), call.path("ref"));
        if (sha == null) {
            throw ApiError.of(422, "No commit found for SHA: " + call.path("ref"));
        }
        return Answer.counted(call, "check_runs", filter(call, checks.runsOn(call.repo(), sha)), json.checks::run);
    }

    /** By name, status and App; of several with one name only the newest, unless all are asked for. */
    private static List<CheckRun> filter(Call call, List<CheckRun> runs) {
        Set<String> seen = new HashSet<>();
        boolean all = "all".equals(call.query("filter"));
        return runs.stream()
                .sorted((one, other) -> Long.compare(other.id, one.id))
                .filter(run -> call.query("check_name").isEmpty()
                        || call.query("check_name").equals(run.name))
                .filter(run ->
                        call.query("status").isEmpty() || call.query("status").equals(run.status))
                .filter(run ->
                        call.query("app_id").isEmpty() || call.query("app_id").equals(Long.toString(run.suite.app.id)))
                .filter(run -> all || seen.add(run.suite.app.id + "/" + run.name))
                .toList();
    }

    private CheckRun find(Call call) {
        CheckRun run = world.runs.get(call.id("check_run_id"));
        if (run == null || run.suite.repo != call.repo()) {
            throw ApiError.notFound();
        }
        return run;
    }
}
