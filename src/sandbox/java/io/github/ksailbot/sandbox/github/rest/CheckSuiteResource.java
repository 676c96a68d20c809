package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.CheckSuite;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.World;

/** Check suites. */
final class CheckSuiteResource {

    private final World world;
    private final Json json;
    private final Checks checks;

    CheckSuiteResource(World world, Json json) {
        this.world = world;
        this.json = json;
        this.checks = new Checks(world);
    }

    void register(Routes routes) {
        String suites = "/repos/{owner}/{repo}/check-suites";
        routes.get(suites + "/{check_suite_id}", Access.read("checks"), this::byId)
                .post(suites + "/{check_suite_id}/rerequest", Access.write("checks"), this::rerequest)
                .post(suites, Access.write("checks"), this::create)
                .get("/repos/{owner}/{repo}/commits/{ref}/check-suites", Access.read("checks"), this::onCommit);
    }

    private Answer byId(Call call) {
        return Answer.ok(json.checks.suite(find(world, call)));
    }

    private Answer rerequest(Call call) {
        checks.rerequest(find(world, call), call.author());
        return Answer.of(201, json.repositories.of(call.repo()).objectNode());
    }

    private Answer create(Call call) {
        String sha = world.git.commit(call.repo(), call.requiredText("head_sha"));
        if (sha == null) {
            throw ApiError.of(422, "No commit found for SHA: " + call.text("head_sha"));
        }
        boolean there = checks.find(call.repo(), call.app(), sha) != null;
        return Answer.of(there ? 200 : 201, json.checks.suite(checks.suite(call.repo(), call.app(), sha)));
    }

    private Answer onCommit(Call call) {
        String sha = world.git.commit(call.repo(), call.path("ref"));
        if (sha == null) {
            throw ApiError.of(422, "No commit found for SHA: " + call.path("ref"));
        }
        return Answer.counted(call, "check_suites", checks.suitesOn(call.repo(), sha), json.checks::suite);
    }

    static CheckSuite find(World world, Call call) {
        CheckSuite suite = world.suites.get(call.id("check_suite_id"));
        if (suite == null || suite.repo != call.repo()) {
            throw ApiError.notFound();
        }
        return suite;
    }
}
