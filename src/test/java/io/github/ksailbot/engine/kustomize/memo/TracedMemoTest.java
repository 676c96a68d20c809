package io.github.ksailbot.engine.kustomize.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import io.github.ksailbot.engine.source.trace.TracingSourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TracedMemoTest {
    private static final long LARGE = 1L << 30;

    private final SourceTree tree = MemorySourceTree.of(Map.of("a", "1", "b", "1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private record Result(SourceTrace trace, long bytes, List<Result> inputs) implements Traced {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Result result(SourceTree tree, String file, long bytes, Result... inputs) {
        TracingSourceTree traced = new TracingSourceTree(tree);
        try {
            traced.read(new SourcePath(file));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return new Result(traced.trace(), bytes, List.of(inputs));
    }

    private static Result keep(TracedMemo memo, Object key, SourceTree tree, Result made) {
        try (Claim<Result> claim = memo.claim(Result.class, key, tree, new Worker())) {
            assertThat(claim.found()).isNull();
            claim.keep(made);
        }
        return made;
    }

    private static @Nullable Result find(TracedMemo memo, Object key, SourceTree tree) {
        try (Claim<Result> claim = memo.claim(Result.class, key, tree, new Worker())) {
            return claim.found();
        }
    }

    @Test
    void result_isFoundInEveryTreeThatGivesTheSameAnswers() {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        Result kept = keep(memo, "key", tree, result(tree, "a", 10));

        assertThat(find(memo, "key", tree)).isSameAs(kept);
        assertThat(find(memo, "key", MemorySourceTree.of(Map.of("a", "1", "b", "2"))))
                .isSameAs(kept);
        assertThat(find(memo, "key", MemorySourceTree.of(Map.of("a", "2", "b", "1"))))
                .isNull();
        assertThat(find(memo, "other", tree)).isNull();
    }

    /** A tree that somebody else keeps a version of while it is asked, and that fails when it is asked about that one. */
    private static final class FailingTree implements SourceTree {
        private final SourceTree files = MemorySourceTree.of(Map.of("a", "2", "b", "2"));
        private Runnable onFirst = () -> {};
        private boolean isAsked;
        private boolean isBroken = true;

        @Override
        public Optional<SourceEntry> find(SourcePath path) throws SourceException {
            if (!isAsked) {
                isAsked = true;
                onFirst.run();
            } else if (isBroken && path.value().equals("b")) {
                throw new IllegalStateException("the storage is gone");
            }
            return files.find(path);
        }

        @Override
        public List<SourceEntry> list(SourcePath directory) throws SourceException {
            return files.list(directory);
        }

        @Override
        public List<String> names(SourcePath directory) throws SourceException {
            return files.names(directory);
        }

        @Override
        public byte[] read(SourcePath file) throws SourceException {
            return files.read(file);
        }
    }

    @Test
    void lookUpThatFails_letsOthersTry() {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        keep(memo, "key", tree, result(tree, "a", 10));
        FailingTree failing = new FailingTree();
        SourceTree other = MemorySourceTree.of(Map.of("a", "3", "b", "3"));
        failing.onFirst = () -> keep(memo, "key", other, result(other, "b", 10));

        assertThatThrownBy(() -> find(memo, "key", failing)).isInstanceOf(IllegalStateException.class);

        failing.isBroken = false;
        assertThat(find(memo, "key", failing)).isNull();
    }

    @Test
    void versions_ofSeveralTreesAreKeptSideBySide() {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        for (int i = 0; i < 6; i++) {
            SourceTree commit = MemorySourceTree.of(Map.of("a", "" + i));
            keep(memo, "key", commit, result(commit, "a", 10));
        }

        assertThat(memo.versions("key")).hasSize(Results.VERSIONS);
        assertThat(memo.bytes()).isEqualTo(10L * Results.VERSIONS);
        assertThat(find(memo, "key", MemorySourceTree.of(Map.of("a", "1")))).isNull();
        assertThat(find(memo, "key", MemorySourceTree.of(Map.of("a", "2")))).isNotNull();
    }

    @Test
    void bytes_neverExceedTheBound() {
        TracedMemo memo = TracedMemo.ofBytes(100);
        for (int i = 0; i < 50; i++) {
            keep(memo, i, tree, result(tree, "a", 7 + i % 5));
            assertThat(memo.bytes()).isLessThanOrEqualTo(100);
        }
        keep(memo, "too large", tree, result(tree, "a", 101));

        assertThat(memo.bytes()).isLessThanOrEqualTo(100);
        assertThat(find(memo, "too large", tree)).isNull();
    }

    @Test
    void eviction_takesWhatWasNotUsedForTheLongestTime() {
        TracedMemo memo = TracedMemo.ofBytes(100);
        keep(memo, "first", tree, result(tree, "a", 40));
        keep(memo, "second", tree, result(tree, "a", 40));
        assertThat(find(memo, "first", tree)).isNotNull();

        keep(memo, "third", tree, result(tree, "a", 40));

        assertThat(find(memo, "first", tree)).isNotNull();
        assertThat(find(memo, "second", tree)).isNull();
    }

    @Test
    void sharedInput_countsOnceAndStaysAsLongAsItsUsers() {
        TracedMemo memo = TracedMemo.ofBytes(100);
        Result base = keep(memo, "base", tree, result(tree, "a", 50));
        keep(memo, "one", tree, result(tree, "b", 10, base));
        keep(memo, "two", tree, result(tree, "b", 10, base));
        assertThat(memo.bytes()).isEqualTo(70);

        keep(memo, "other", tree, result(tree, "b", 40));

        assertThat(find(memo, "base", tree)).isSameAs(base);
        assertThat(find(memo, "one", tree)).isNull();
        assertThat(memo.bytes()).isEqualTo(100);
    }

    @Test
    void memoOfNoBytes_keepsNothing() {
        TracedMemo memo = TracedMemo.ofBytes(0);
        keep(memo, "key", tree, result(tree, "a", 1));

        assertThat(memo.size()).isZero();
        assertThat(memo.bytes()).isZero();
    }

    @Test
    void secondThread_waitsForTheFirst() throws Exception {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        AtomicInteger made = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);
        Future<Result> second;
        Result first = result(tree, "a", 10);
        try (Claim<Result> claim = memo.claim(Result.class, "key", tree, new Worker())) {
            assertThat(claim.found()).isNull();
            second = threads.submit(() -> {
                asked.countDown();
                try (Claim<Result> theirs = memo.claim(Result.class, "key", tree, new Worker())) {
                    if (theirs.found() == null) {
                        made.incrementAndGet();
                    }
                    return theirs.found();
                }
            });
            asked.await();
            claim.keep(first);
        }

        assertThat(second.get(30, TimeUnit.SECONDS)).isSameAs(first);
        assertThat(made).hasValue(0);
    }

    /** A makes x and wants y, B makes y and wants x: one of them makes the other's for itself. */
    @Test
    void threadsThatWaitForEachOther_bothEnd() throws Exception {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        CountDownLatch bothBegan = new CountDownLatch(2);
        Future<String> one = threads.submit(() -> nested(memo, "x", "y", bothBegan));
        Future<String> other = threads.submit(() -> nested(memo, "y", "x", bothBegan));

        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo("x from y");
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("y from x");
    }

    private String nested(TracedMemo memo, String key, String below, CountDownLatch bothBegan)
            throws InterruptedException {
        Worker worker = new Worker();
        try (Claim<Result> outer = memo.claim(Result.class, key, tree, worker)) {
            bothBegan.countDown();
            bothBegan.await();
            try (Claim<Result> inner = memo.claim(Result.class, below, tree, worker)) {
                if (inner.found() == null) {
                    inner.keep(result(tree, "a", 1));
                }
            }
            outer.keep(result(tree, "a", 1));
            return key + " from " + below;
        }
    }

    @Test
    void firstThreadMakesNothingUseful_secondMakesItsOwn() throws Exception {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        CountDownLatch asked = new CountDownLatch(1);
        Future<Boolean> second;
        try (Claim<Result> claim = memo.claim(Result.class, "key", tree, new Worker())) {
            assertThat(claim.found()).isNull();
            second = threads.submit(() -> {
                asked.countDown();
                try (Claim<Result> theirs = memo.claim(Result.class, "key", tree, new Worker())) {
                    return theirs.found() == null;
                }
            });
            asked.await();
        }

        assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threadThatIsToldToStop_doesNotWait() throws Exception {
        TracedMemo memo = TracedMemo.ofBytes(LARGE);
        try (Claim<Result> claim = memo.claim(Result.class, "key", tree, new Worker())) {
            assertThat(claim.found()).isNull();
            Future<Boolean> second = threads.submit(() -> {
                Thread.currentThread().interrupt();
                try (Claim<Result> theirs = memo.claim(Result.class, "key", tree, new Worker())) {
                    return theirs.found() == null && Thread.interrupted();
                }
            });
            assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
