package io.github.ksailbot.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.github.GitHubAdapters;
import io.github.ksailbot.github.SandboxedGitHub;
import io.github.ksailbot.github.mirror.GitMirrors;
import io.github.ksailbot.github.mirror.MirrorLimits;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.command.Permission;
import io.github.ksailbot.workflow.command.Reactions;
import io.github.ksailbot.workflow.deliver.DeploymentId;
import io.github.ksailbot.workflow.deliver.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifest asks for all that the bot uses, and for nothing else. */
class AppManifestTest {
    /** Events of GitHub's documentation that could concern an App like this one. */
    private static final List<String> EVENTS = List.of(
            "branch_protection_rule",
            "check_run",
            "check_suite",
            "commit_comment",
            "create",
            "delete",
            "deployment",
            "deployment_status",
            "fork",
            "issue_comment",
            "issues",
            "label",
            "merge_group",
            "milestone",
            "pull_request",
            "pull_request_review",
            "pull_request_review_comment",
            "pull_request_review_thread",
            "push",
            "release",
            "repository",
            "star",
            "status",
            "watch",
            "workflow_dispatch",
            "workflow_job",
            "workflow_run");

    private static final List<String> ACTIONS =
            List.of("", "opened", "synchronize", "rerequested", "checks_requested", "created", "edited", "requested");

    /** What GitHub wants before it sends an event. */
    private static final Map<String, String> EVENT_PERMISSIONS = Map.of(
            "pull_request", "pull_requests",
            "check_run", "checks",
            "check_suite", "checks",
            "merge_group", "merge_queues",
            "push", "contents",
            "issue_comment", "issues");

    @Test
    void events_thoseThatAreHandled() throws Exception {
        Set<String> handled = EVENTS.stream()
                .filter(event -> ACTIONS.stream().anyMatch(action -> Interest.in(event, action) != Interest.NONE))
                .collect(Collectors.toSet());
        assertThat(events()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(handled);
    }

    @Test
    void permissions_thoseOfTheEventsAndOfTheCalls() throws Exception {
        Map<String, String> needed = new TreeMap<>();
        events().forEach(event -> needed.put(EVENT_PERMISSIONS.get(event), "read"));
        needed.putAll(Map.of(
                "checks",
                "write",
                "contents",
                "read",
                "pull_requests",
                "write",
                "metadata",
                "read",
                "deployments",
                "write"));
        assertThat(permissions()).containsExactlyInAnyOrderEntriesOf(needed);
    }

    @Test
    void everything_worksWithThesePermissions(@TempDir Path directory) throws Exception {
        try (SandboxedGitHub sandbox = new SandboxedGitHub()) {
            sandbox.installation.permissions(permissions());
            everything(sandbox, directory);
        }
    }

    @Test
    void something_doesNotWorkWithFewer(@TempDir Path directory) throws Exception {
        for (String permission : List.of("checks", "contents", "pull_requests", "deployments")) {
            for (String level : List.of("none", "read")) {
                Map<String, String> fewer = new HashMap<>(permissions());
                if (level.equals(fewer.get(permission))) {
                    continue;
                }
                fewer.put(permission, level);
                fewer.values().remove("none");
                try (SandboxedGitHub sandbox = new SandboxedGitHub()) {
                    sandbox.installation.permissions(fewer);
                    assertThatThrownBy(() -> everything(sandbox, directory))
                            .as(permission + ": " + level)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void entries_eachSaysWhatFor() throws Exception {
        List<String> lines = Files.readAllLines(manifest());
        Pattern entry = Pattern.compile("  (- )?[a-z_]+(: (read|write))?");
        assertThat(lines).anyMatch(line -> entry.matcher(line).matches());
        for (int i = 0; i < lines.size(); i++) {
            if (entry.matcher(lines.get(i)).matches()) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("  # ");
            }
        }
    }

    private static void everything(SandboxedGitHub sandbox, Path directory) throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        Subject.PullRequest subject = sandbox.subject(pullRequest);
        GitHubAdapters adapters = sandbox.adapters;
        Revision revision = adapters.revisions().current(subject);
        CheckRun run =
                new CheckRun("ksail", "id", Conclusion.SUCCESS, new CheckRunOutput("Title", "Summary", "", List.of()));
        CheckRunId id = adapters.checkRuns().create(sandbox.ref(), revision.head(), run);
        adapters.checkRuns().update(sandbox.ref(), id, run);
        adapters.checkRuns().find(sandbox.ref(), revision.head());
        adapters.commentBoard().put(subject, CommentBoard.Topic.VERDICT, "one");
        adapters.commentBoard().put(subject, CommentBoard.Topic.VERDICT, "two");
        adapters.openPullRequests().visit(open -> assertThat(open.subject()).isEqualTo(subject));
        new GitMirrors(
                        directory.resolve(sandbox.github.address().getPort() + ""),
                        adapters.gitHost(),
                        MirrorLimits.DEFAULT)
                .open(subject, revision)
                .close();
        assertThat(pullRequest.comments()).hasSize(1);
        deliver(sandbox, adapters, revision);
        command(sandbox, adapters, pullRequest);
    }

    private static void deliver(SandboxedGitHub sandbox, GitHubAdapters adapters, Revision revision) throws Exception {
        DeploymentId deployment = adapters.deployments().create(sandbox.ref(), revision.head(), "prod", "key", true);
        adapters.deployments().status(sandbox.ref(), deployment, Deployments.State.SUCCESS, "Done", new CheckRunId(1));
        assertThat(adapters.deployments().find(sandbox.ref(), revision.head(), "prod", "key"))
                .contains(deployment);
        assertThat(adapters.mergedPullRequests().broughtBy(sandbox.ref(), "main", revision.head()))
                .isEmpty();
        adapters.repositories().visitRepositories(repository -> assertThat(repository.id())
                .isEqualTo(sandbox.ref().id()));
    }

    private static void command(SandboxedGitHub sandbox, GitHubAdapters adapters, SandboxPullRequest pullRequest)
            throws Exception {
        long id = pullRequest.comment("/ksail status");
        Subject.Comment comment = new Subject.Comment(sandbox.ref(), pullRequest.number(), id);
        adapters.reactions().react(comment, Reactions.Reaction.SEEN);
        assertThat(adapters.permissions().of(sandbox.ref(), "nobody")).isEqualTo(Permission.NONE);
    }

    @SuppressWarnings("unchecked")
    private static List<String> events() throws IOException {
        return (List<String>) read("default_events");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> permissions() throws IOException {
        return (Map<String, String>) read("default_permissions");
    }

    private static Object read(String key) throws IOException {
        Map<?, ?> manifest =
                (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(manifest()));
        return Objects.requireNonNull(manifest.get(key));
    }

    /** At the root of the project, wherever the test runs. */
    private static Path manifest() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("app-manifest.yml"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
