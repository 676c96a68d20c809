package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.workflow.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteQueueTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Test
    void writes_goOneAfterTheOther() throws Exception {
        WriteQueue queue = new WriteQueue(FOR_EVER);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        FutureTask<Boolean> second = new FutureTask<>(() -> {
            try (WriteQueue.Turn turn = queue.take()) {
                return order.add("second");
            }
        });
        try (WriteQueue.Turn turn = queue.take()) {
            Thread thread = new Thread(second);
            thread.start();
            awaitWaiting(thread);
            order.add("first");
        }
        second.get(20, TimeUnit.SECONDS);
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void writeThatHangs_holdsUpNobody() throws Exception {
        WriteQueue queue = new WriteQueue(Duration.ofMillis(1));
        try (WriteQueue.Turn hangs = queue.take();
                WriteQueue.Turn next = queue.take()) {
            assertThat(next).isNotSameAs(hangs);
        }
    }

    @Test
    void whoWaits_canBeInterrupted() throws Exception {
        WriteQueue queue = new WriteQueue(FOR_EVER);
        try (WriteQueue.Turn turn = queue.take()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(queue::take).isInstanceOf(UnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
