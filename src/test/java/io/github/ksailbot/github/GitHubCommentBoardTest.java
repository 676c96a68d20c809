package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubCommentBoardTest {
    private static final String MARKER = "<!-- ksail-bot:verdict -->";

    private SandboxedGitHub sandbox;
    private SandboxPullRequest pullRequest;
    private Subject.PullRequest subject;
    private CommentBoard board;

    @BeforeEach
    void start() {
        sandbox = new SandboxedGitHub();
        pullRequest = sandbox.pullRequest("topic");
        subject = sandbox.subject(pullRequest);
        board = sandbox.adapters.commentBoard();
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.github.contractViolations()).isEmpty();
        sandbox.close();
    }

    @Test
    void put_onceThenEditedOnlyWhenItDiffers() throws Exception {
        board.put(subject, CommentBoard.Topic.VERDICT, "one");
        board.put(subject, CommentBoard.Topic.VERDICT, "one");
        assertThat(sandbox.requests())
                .filteredOn(request -> request.startsWith("PATCH"))
                .isEmpty();
        board.put(subject, CommentBoard.Topic.VERDICT, "two");
        assertThat(sandbox.requests())
                .containsExactly(
                        "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
                        "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}");
        assertThat(pullRequest.comments()).extracting(comment -> comment.body).containsExactly("two\n" + MARKER);
    }

    @Test
    void put_afterARestart_findsItsOwnAmongMany() throws Exception {
        for (int i = 0; i < 120; i++) {
            pullRequest.comment("comment " + i);
        }
        board.put(subject, CommentBoard.Topic.VERDICT, "one");
        pullRequest.comment("later");
        sandbox.adapters(sandbox.clock, false).commentBoard().put(subject, CommentBoard.Topic.VERDICT, "two");
        assertThat(ours()).containsExactly("two\n" + MARKER);
        assertThat(pullRequest.comments()).hasSize(122);
    }

    @Test
    void put_somebodyElseCarriesTheMarker_isLeftAlone() throws Exception {
        pullRequest.comment("mine\n" + MARKER);
        SandboxPullRequest asOther = pullRequest.as(sandbox.github.user("mallory"));
        asOther.comment(MARKER);
        board.put(subject, CommentBoard.Topic.VERDICT, "verdict");
        assertThat(pullRequest.comments())
                .extracting(comment -> comment.body)
                .containsExactly("mine\n" + MARKER, MARKER, "verdict\n" + MARKER);
    }

    @Test
    void put_anotherAppCarriesTheMarker_isLeftAlone() throws Exception {
        var other = sandbox.github.app("other-bot");
        var installation = other.install("acme");
        GitHubAdapters theirs = GitHubAdapters.of(
                GitHubEndpoint.of(sandbox.github.api().toString()),
                String.valueOf(other.id()),
                SandboxedGitHub.key(other),
                sandbox.clock,
                false);
        var ref = new io.github.ksailbot.workflow.RepositoryRef(
                installation.id(), sandbox.repository.id(), "acme", "fleet");
        theirs.commentBoard().put(new Subject.PullRequest(ref, subject.number()), CommentBoard.Topic.VERDICT, "theirs");
        board.put(subject, CommentBoard.Topic.VERDICT, "ours");
        assertThat(pullRequest.comments())
                .extracting(comment -> comment.body)
                .containsExactly("theirs\n" + MARKER, "ours\n" + MARKER);
    }

    @Test
    void put_deleted_isMadeAgain() throws Exception {
        board.put(subject, CommentBoard.Topic.VERDICT, "one");
        Comment comment = pullRequest.comments().get(0);
        pullRequest.deleteComment(comment.id);
        board.put(subject, CommentBoard.Topic.VERDICT, "one");
        assertThat(ours()).containsExactly("one\n" + MARKER);
    }

    @Test
    void put_tooLong_isCutAndKeepsItsMarker() throws Exception {
        board.put(subject, CommentBoard.Topic.VERDICT, "ü".repeat(70_000));
        String body = pullRequest.comments().get(0).body;
        assertThat(body).endsWith("\n" + MARKER);
        assertThat(body.codePointCount(0, body.length())).isLessThanOrEqualTo(65_536);
        board.put(subject, CommentBoard.Topic.VERDICT, "short");
        assertThat(ours()).containsExactly("short\n" + MARKER);
    }

    @Test
    void put_dryRun_writesNothing() throws Exception {
        sandbox.adapters(sandbox.clock, true).commentBoard().put(subject, CommentBoard.Topic.VERDICT, "one");
        assertThat(pullRequest.comments()).isEmpty();
    }

    private java.util.List<String> ours() {
        return pullRequest.comments().stream()
                .filter(comment -> comment.author.login().equals(sandbox.app.botLogin()))
                .map(comment -> comment.body)
                .toList();
    }
}
