package io.github.ksailbot.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckPullRequestTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, 70, "acme", "shop");
    private static final Subject.PullRequest PULL_REQUEST = new Subject.PullRequest(SHOP, 1);
    private static final CommitId HEAD = new CommitId("a".repeat(40));
    private static final CommitId NEXT = new CommitId("b".repeat(40));
    private static final CommitId BASE = new CommitId("c".repeat(40));
    /** More than GitHub takes at once, so that a crash can fall between two batches. */
    private static final int ANNOTATIONS = 70;

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeLog log = new FakeLog();
    private final List<Boolean> judgedAsTrusted = new ArrayList<>();
    private Revision revision = new Revision(HEAD, BASE, "main", false, true);

    private CheckPullRequest useCase() {
        return new CheckPullRequest(
                subject -> revision,
                (subject, wanted) -> new EmptySnapshot(),
                gitHub,
                gitHub,
                (pullRequest, head, sarif) -> {},
                new PlainMessages(),
                log,
                (repository, trusted) -> {
                    judgedAsTrusted.add(trusted);
                    return (head, settings, mergeBase) -> judgement();
                });
    }

    private void check(int run) throws Exception {
        useCase().check(PULL_REQUEST, run, Cancellation.NONE);
    }

    @Test
    void fork_isNotTrusted() throws Exception {
        check(0);
        revision = new Revision(HEAD, BASE, "main", true, true);
        check(1);

        assertThat(judgedAsTrusted).containsExactly(true, false);
    }

    @Test
    void verdict_isGivenOnce() throws Exception {
        check(0);
        check(0);

        assertThat(gitHub.state())
                .containsExactlyInAnyOrder(
                        "ksail FAILURE on aaaaaaa, 0 annotations",
                        "ksail / validate (local) SUCCESS on aaaaaaa, 0 annotations",
                        "ksail / validate (prod) FAILURE on aaaaaaa, 70 annotations");
        assertThat(gitHub.comment).isEqualTo("FAILED aaaaaaa");
        assertThat(gitHub.writes).isEqualTo(5);
        assertThat(log.latest(PULL_REQUEST)).contains(new VerdictLog.Attempt(HEAD, BASE, 0, Conclusion.FAILURE));
    }

    /** Kills the process before its n-th write, after it, and between two batches of one; then starts again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void crash_anywhere_leadsToTheSameEnd(int write) throws Exception {
        for (Crash crash : Crash.values()) {
            gitHub.reset();
            log.attempts.clear();
            gitHub.crash(write, crash);
            assertThatThrownBy(() -> check(0)).isInstanceOf(ProcessKilled.class);

            check(0);
            check(0);

            assertThat(gitHub.state())
                    .as("killed %s write %d", crash, write)
                    .containsExactlyInAnyOrder(
                            "ksail FAILURE on aaaaaaa, 0 annotations",
                            "ksail / validate (local) SUCCESS on aaaaaaa, 0 annotations",
                            "ksail / validate (prod) FAILURE on aaaaaaa, 70 annotations");
            assertThat(gitHub.comment).isEqualTo("FAILED aaaaaaa");
        }
    }

    @Test
    void supersededJob_endsItsCheckRunAsCancelled() throws Exception {
        Cancellation cancelled = head -> {
            throw new SupersededException("newer head");
        };

        assertThatThrownBy(() -> useCase().check(PULL_REQUEST, 0, head -> {
                    if (gitHub.writes > 0) {
                        cancelled.throwIfSuperseded(head);
                    }
                }))
                .isInstanceOf(SupersededException.class);

        assertThat(gitHub.state()).containsExactly("ksail CANCELLED on aaaaaaa, 0 annotations");
        revision = new Revision(NEXT, BASE, "main", false, true);
        check(0);
        assertThat(gitHub.state())
                .contains("ksail CANCELLED on aaaaaaa, 0 annotations", "ksail FAILURE on bbbbbbb, 0 annotations");
    }

    @Test
    void attempt_thatACrashLeftOnAnOlderHead_isCancelled() throws Exception {
        gitHub.crash(2, Crash.BEFORE);
        assertThatThrownBy(() -> check(0)).isInstanceOf(ProcessKilled.class);
        revision = new Revision(NEXT, BASE, "main", false, true);

        check(0);

        assertThat(gitHub.state())
                .contains("ksail CANCELLED on aaaaaaa, 0 annotations", "ksail FAILURE on bbbbbbb, 0 annotations");
    }

    @Test
    void reRun_makesNewCheckRuns() throws Exception {
        check(0);
        check(1);
        check(1);

        assertThat(gitHub.runs).hasSize(6);
        assertThat(gitHub.state().stream().distinct()).hasSize(3);
    }

    @Test
    void closedPullRequest_getsNothing() throws Exception {
        revision = new Revision(HEAD, BASE, "main", false, false);

        check(0);

        assertThat(gitHub.state()).isEmpty();
        assertThat(log.attempts).isEmpty();
    }

    @Test
    void pullRequest_thatWasClosedDuringARun_leavesNoCheckRunHanging() throws Exception {
        gitHub.crash(2, Crash.BEFORE);
        assertThatThrownBy(() -> check(0)).isInstanceOf(ProcessKilled.class);
        revision = new Revision(HEAD, BASE, "main", false, false);

        check(0);

        assertThat(gitHub.state()).containsExactly("ksail CANCELLED on aaaaaaa, 0 annotations");
    }

    @Test
    void mergeGroup_getsCheckRunsAndNoComment() throws Exception {
        useCase().check(new Subject.MergeGroup(SHOP, HEAD, BASE, "main"), 0, Cancellation.NONE);

        assertThat(gitHub.runs).hasSize(3);
        assertThat(gitHub.comment).isNull();
    }

    @Test
    void givingUp_neverPasses() throws Exception {
        gitHub.crash(2, Crash.BEFORE);
        assertThatThrownBy(() -> check(0)).isInstanceOf(ProcessKilled.class);

        useCase().giveUp(PULL_REQUEST, "The Git server did not answer.");

        assertThat(gitHub.state()).containsExactly("ksail ACTION_REQUIRED on aaaaaaa, 0 annotations");
        assertThat(log.latest(PULL_REQUEST).orElseThrow().isConcluded()).isTrue();
    }

    private static Judgement judgement() {
        EnvironmentReport local = report("local", Verdict.PASSED);
        EnvironmentReport prod = report("prod", Verdict.FAILED);
        return new Judgement(Verdict.FAILED, List.of(local, prod), List.of(), true);
    }

    private static EnvironmentReport report(String name, Verdict verdict) {
        return new EnvironmentReport(
                new EnvironmentName(name),
                verdict,
                List.of(),
                new EnvironmentReport.Counts(1, 0, 0, 0),
                new TreeMap<>());
    }

    private record EmptySnapshot() implements Snapshot {
        private static final SourceTree EMPTY = MemorySourceTree.of(Map.of());

        @Override
        public SourceTree head() {
            return EMPTY;
        }

        @Override
        public SourceTree base() {
            return EMPTY;
        }

        @Override
        public SourceTree mergeBase() {
            return EMPTY;
        }

        @Override
        public void close() {}
    }

    private enum Crash {
        BEFORE,
        BETWEEN_BATCHES,
        AFTER
    }

    private static final class ProcessKilled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Check runs as GitHub keeps them: annotations are appended, 50 at once. */
    private static final class FakeGitHub implements CheckRuns, CommentBoard {
        private static final int BATCH = 50;

        private record Run(
                CommitId head,
                CheckRun run,
                int annotations,
                @Nullable Conclusion conclusion) {}

        private final Map<CheckRunId, Run> runs = new LinkedHashMap<>();
        private @Nullable String comment;
        private int writes;
        private int crashAt;
        private Crash crash = Crash.BEFORE;

        void reset() {
            runs.clear();
            comment = null;
            writes = 0;
        }

        void crash(int write, Crash how) {
            crashAt = writes + write;
            crash = how;
        }

        List<String> state() {
            return runs.values().stream()
                    .map(run -> run.run().name() + " " + run.conclusion() + " on "
                            + run.head().abbreviated() + ", " + run.annotations() + " annotations")
                    .sorted()
                    .toList();
        }

        @Override
        public CheckRunId create(RepositoryRef repository, CommitId head, CheckRun run) {
            CheckRunId id = new CheckRunId(runs.size() + 1L);
            write(() -> append(id, head, run, 0), () -> append(id, head, run, 0, BATCH));
            return id;
        }

        @Override
        public void update(RepositoryRef repository, CheckRunId id, CheckRun run) {
            Run before = Objects.requireNonNull(runs.get(id));
            write(
                    () -> append(id, before.head(), run, before.annotations()),
                    () -> append(id, before.head(), run, before.annotations(), BATCH));
        }

        @Override
        public Map<String, Existing> find(RepositoryRef repository, CommitId head) {
            Map<String, Existing> found = new HashMap<>();
            runs.forEach((id, run) -> {
                if (run.head().equals(head)) {
                    found.put(run.run().externalId(), new Existing(id, run.conclusion() != null, run.annotations()));
                }
            });
            return found;
        }

        @Override
        public void put(Subject.PullRequest pullRequest, Topic topic, String body) {
            write(() -> comment = body, () -> {});
        }

        private void append(CheckRunId id, CommitId head, CheckRun run, int sent) {
            int all = sent + run.output().annotations().size();
            runs.put(id, new Run(head, run, all, run.conclusion()));
        }

        private void append(CheckRunId id, CommitId head, CheckRun run, int sent, int batch) {
            int now = Math.min(batch, run.output().annotations().size());
            boolean complete = now == run.output().annotations().size();
            runs.put(id, new Run(head, run, sent + now, complete ? run.conclusion() : null));
        }

        private void write(Runnable whole, Runnable firstBatch) {
            writes++;
            boolean killed = writes == crashAt;
            if (!killed || crash == Crash.AFTER) {
                whole.run();
            } else if (crash == Crash.BETWEEN_BATCHES) {
                firstBatch.run();
            }
            if (killed) {
                throw new ProcessKilled();
            }
        }
    }

    private static final class FakeLog implements VerdictLog {
        private final Map<String, Attempt> attempts = new HashMap<>();

        @Override
        public Optional<Attempt> latest(Subject.Proposal subject) {
            return Optional.ofNullable(attempts.get(subject.key()));
        }

        @Override
        public void begin(Subject.Proposal subject, Attempt attempt) {
            attempts.put(subject.key(), attempt);
        }

        @Override
        public void conclude(Subject.Proposal subject, Conclusion conclusion) {
            attempts.computeIfPresent(
                    subject.key(),
                    (key, attempt) -> new Attempt(attempt.head(), attempt.base(), attempt.run(), conclusion));
        }
    }

    private static final class PlainMessages implements VerdictMessages {
        @Override
        public CheckRunOutput inProgress(Revision revision, String doing) {
            return output(doing, 0);
        }

        @Override
        public CheckRunOutput overall(Revision revision, Judgement judgement) {
            return output(judgement.verdict().name(), 0);
        }

        @Override
        public CheckRunOutput environment(Revision revision, EnvironmentReport report, Judgement judgement) {
            return output(report.verdict().name(), report.verdict() == Verdict.FAILED ? ANNOTATIONS : 0);
        }

        @Override
        public CheckRunOutput scan(Revision revision, EnvironmentReport report, ScanVerdict scan) {
            return output(report.scanVerdict().name(), 0);
        }

        @Override
        public String sarif(Judgement judgement) {
            return "";
        }

        @Override
        public CheckRunOutput superseded(Revision revision) {
            return output("superseded", 0);
        }

        @Override
        public CheckRunOutput couldNotCheck(Revision revision, String reason) {
            return output(reason, 0);
        }

        @Override
        public String comment(Revision revision, Judgement judgement) {
            return judgement.verdict() + " " + revision.head().abbreviated();
        }

        private static CheckRunOutput output(String title, int annotations) {
            List<Annotation> list = new ArrayList<>();
            for (int i = 1; i <= annotations; i++) {
                list.add(new Annotation("a.yaml", i, 1, Severity.ERROR, "rule", "message", ""));
            }
            return new CheckRunOutput(title, title, "", list);
        }
    }
}
