package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.CheckSuite;
import io.github.ksailbot.sandbox.github.model.Ids;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Check runs, check suites and annotations. */
public final class CheckJson {

    private final World world;
    private final Urls urls;
    private final AppJson apps;
    private final PullJson pulls;
    private final RepositoryJson repositories;

    CheckJson(World world, Urls urls, AppJson apps, PullJson pulls, RepositoryJson repositories) {
        this.world = world;
        this.urls = urls;
        this.apps = apps;
        this.pulls = pulls;
        this.repositories = repositories;
    }

    public ObjectNode run(CheckRun run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String url = urls.api(run.suite.repo) + "/check-runs/" + run.id;
        String page = urls.web(run.suite.repo) + "/runs/" + run.id;
        json.put("id", run.id);
        json.put("name", run.name);
        json.put("node_id", Ids.node("CR", run.id));
        json.put("head_sha", run.headSha);
        json.put("external_id", run.externalId == null ? "" : run.externalId);
        json.put("url", url);
        json.put("html_url", page);
        json.put("details_url", run.detailsUrl == null ? page : run.detailsUrl);
        json.put("status", run.status);
        json.put("conclusion", run.conclusion);
        json.put("started_at", time(run.startedAt));
        json.put("completed_at", time(run.completedAt));
        ObjectNode output = json.putObject("output");
        output.put("title", run.title);
        output.put("summary", run.summary);
        output.put("text", run.text);
        output.put("annotations_count", run.annotations.size());
        output.put("annotations_url", url + "/annotations");
        json.putObject("check_suite").put("id", run.suite.id);
        json.set("app", apps.app(run.suite.app));
        json.set("pull_requests", pulls(run.suite));
        return json;
    }

    /** As check run events carry it: with its suite. */
    public ObjectNode runWithSuite(CheckRun run) {
        ObjectNode json = run(run);
        json.set("check_suite", bareSuite(run.suite));
        return json;
    }

    /** GitHub's "check suite". */
    public ObjectNode suite(CheckSuite suite) {
        ObjectNode json = suiteWithCommit(suite);
        json.set("repository", repositories.of(suite.repo));
        return json;
    }

    /** As check suite events carry it: without its repository, which the event has beside it. */
    public ObjectNode suiteWithCommit(CheckSuite suite) {
        ObjectNode json = bareSuite(suite);
        json.put("latest_check_runs_count", suite.runs.size());
        json.put("check_runs_url", json.get("url").textValue() + "/check-runs");
        json.set("head_commit", CommitJson.simple(world.git.parse(suite.repo, suite.headSha)));
        return json;
    }

    private ObjectNode bareSuite(CheckSuite suite) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", suite.id);
        json.put("node_id", Ids.node("CS", suite.id));
        json.put("head_branch", suite.headBranch);
        json.put("head_sha", suite.headSha);
        json.put("status", suite.status());
        json.put("conclusion", suite.conclusion());
        json.put("url", urls.api(suite.repo) + "/check-suites/" + suite.id);
        json.put("before", suite.before == null ? "0".repeat(40) : suite.before);
        json.put("after", suite.headSha);
        json.set("pull_requests", pulls(suite));
        json.set("app", apps.app(suite.app));
        json.put("created_at", suite.createdAt.toString());
        json.put("updated_at", suite.updatedAt.toString());
        return json;
    }

    public ObjectNode annotation(CheckRun run, CheckRun.Annotation annotation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("path", annotation.path());
        json.put("blob_href", urls.web(run.suite.repo) + "/blob/" + run.headSha + "/" + annotation.path());
        json.put("start_line", annotation.startLine());
        json.put("end_line", annotation.endLine());
        json.put("start_column", annotation.startColumn());
        json.put("end_column", annotation.endColumn());
        json.put("annotation_level", annotation.level());
        json.put("title", annotation.title());
        json.put("message", annotation.message());
        json.put("raw_details", annotation.rawDetails());
        return json;
    }

    private ArrayNode pulls(CheckSuite suite) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        Checks.pullsOf(suite).forEach(pull -> json.add(pulls.minimal(pull)));
        return json;
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
