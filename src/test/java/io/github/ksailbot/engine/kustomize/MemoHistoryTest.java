package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every commit of a made up history renders with a memo to what it renders to from nothing. */
class MemoHistoryTest {
    private static final int COMMITS = 60;
    private static final List<BuildOptions> OPTIONS = List.of(BuildOptions.COMMAND_LINE, BuildOptions.FLUX);
    private static final BuildLimits LIMITS = new BuildLimits(6, 60, 60, 4_000, 800, 30_000, 20_000, 12);

    private record Job(SourcePath directory, BuildOptions options) {}

    private static List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (String directory : MadeUpHistory.DIRECTORIES) {
            OPTIONS.forEach(options -> jobs.add(new Job(new SourcePath(directory), options)));
        }
        return jobs;
    }

    private static void assertSame(Build kept, SourceTree tree, Job job, BuildLimits limits, String where) {
        Build naive = new Kustomizer(limits, TracedMemo.ofBytes(0)).build(tree, job.directory(), job.options());
        assertThat(kept.findings()).as(where).isEqualTo(naive.findings());
        assertThat(kept.manifests()).as(where).isEqualTo(naive.manifests());
        assertThat(kept.trace().read()).as(where).isEqualTo(naive.trace().read());
        assertThat(kept.trace().missing()).as(where).isEqualTo(naive.trace().missing());
    }

    /** With ids that are free and with such that are not, with room for all and for little, with tight limits. */
    @ParameterizedTest
    @CsvSource({"100000000, true, false", "100000000, false, false", "60000, true, false", "100000000, true, true"})
    void commits_renderAsFromNothing(long bytes, boolean hasFreeIds, boolean tight) {
        int built = 0;
        for (long seed = 0; seed < 4; seed++) {
            MadeUpHistory history = new MadeUpHistory(seed);
            Random random = new Random(seed);
            TracedMemo memo = TracedMemo.ofBytes(bytes);
            BuildLimits limits = tight ? LIMITS : BuildLimits.DEFAULT;
            Kustomizer kustomizer = new Kustomizer(limits, memo);
            for (int commit = 0; commit < COMMITS; commit++) {
                SourceTree tree = new CountingTree(history.commit(), hasFreeIds);
                List<Job> jobs = jobs();
                Collections.shuffle(jobs, random);
                for (Job job : jobs) {
                    Build kept = kustomizer.build(tree, job.directory(), job.options());
                    assertSame(kept, tree, job, limits, "seed " + seed + ", commit " + commit + ", " + job);
                    assertThat(memo.bytes()).isLessThanOrEqualTo(bytes);
                    built += kept.manifests().isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(built).isGreaterThan(300);
    }

    @Test
    void commitsThatManyThreadsRender_renderAsFromNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            MadeUpHistory history = new MadeUpHistory(42);
            Kustomizer kustomizer = new Kustomizer(BuildLimits.DEFAULT, TracedMemo.ofBytes(200_000));
            for (int commit = 0; commit < COMMITS; commit++) {
                SourceTree tree = history.commit();
                List<Job> jobs = jobs();
                jobs.addAll(jobs());
                Collections.shuffle(jobs, new Random(commit));
                List<Callable<Build>> builds = new ArrayList<>();
                jobs.forEach(job -> builds.add(() -> kustomizer.build(tree, job.directory(), job.options())));
                List<Future<Build>> done = threads.invokeAll(builds);
                for (int i = 0; i < jobs.size(); i++) {
                    assertSame(done.get(i).get(), tree, jobs.get(i), BuildLimits.DEFAULT, commit + ", " + jobs.get(i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
