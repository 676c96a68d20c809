package io.github.ksailbot.delivery.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.retry.Backoff;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RetryingReconcilerTest {
    private static final Goal GOAL = new Goal("dev", "main", "c", null, null, Set.of());
    private static final ReconcileOptions OPTIONS =
            new ReconcileOptions(Set.of(), Duration.ofMinutes(5), false, "delivery-1");

    private final List<Duration> waits = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** Ends as it is told, one attempt after the other. */
    private static final class Scripted implements Reconciler {
        private final List<Reconciliation> ends;
        private int attempts;

        Scripted(Reconciliation... ends) {
            this.ends = List.of(ends);
        }

        @Override
        public Reconciliation reconcile(
                Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled) {
            return ends.get(attempts++);
        }

        @Override
        public Reconciliation observe(Goal goal) {
            return ends.get(0);
        }

        @Override
        public void close() {}
    }

    private static Reconciliation failed(String message, boolean retryable) {
        return new Reconciliation(
                Convergence.BEHIND, List.of(), List.of("note"), new Reconciliation.Failure(message, retryable));
    }

    private static Reconciliation converged() {
        return new Reconciliation(Convergence.CONVERGED, List.of(), List.of(), null);
    }

    private Reconciliation run(Scripted scripted, BooleanSupplier cancelled) {
        Reconciler retrying = new RetryingReconciler(scripted, Backoff.DELIVERY, waits::add);
        return retrying.reconcile(GOAL, OPTIONS, (doing, resources) -> told.add(doing), cancelled);
    }

    private Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void passingFailure_isTriedAgain_andShown() {
        Scripted scripted = new Scripted(failed("503.", true), failed("reset.", true), converged());
        Reconciliation ended = run(scripted, () -> false);
        assertThat(ended.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(ended.notes())
                .containsExactly("Attempt 1 of 3 failed: 503.", "note", "Attempt 2 of 3 failed: reset.", "note");
        assertThat(told)
                .containsExactly(
                        "Attempt 1 of 3 failed: 503. Trying again in 5 s",
                        "Attempt 2 of 3 failed: reset. Trying again in 10 s");
        assertThat(waited()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void attempts_areToldApart() {
        List<FailedAttempt> attempts = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void report(String doing, List<ResourceState> resources) {}

            @Override
            public void failed(FailedAttempt attempt, List<ResourceState> resources) {
                attempts.add(attempt);
            }
        };
        new RetryingReconciler(
                        new Scripted(failed("503.", true), failed("reset.", true), converged()),
                        Backoff.DELIVERY,
                        waits::add)
                .reconcile(GOAL, OPTIONS, progress, () -> false);
        assertThat(attempts)
                .containsExactly(
                        new FailedAttempt(1, 3, "503.", Duration.ofSeconds(5)),
                        new FailedAttempt(2, 3, "reset.", Duration.ofSeconds(10)));
    }

    @Test
    void lastingFailure_isTriedOnce() {
        Scripted scripted = new Scripted(failed("BuildFailed.", false));
        assertThat(run(scripted, () -> false).failure()).isNotNull();
        assertThat(scripted.attempts).isEqualTo(1);
    }

    @Test
    void threeAttempts_areAll() {
        Scripted scripted = new Scripted(failed("1", true), failed("2", true), failed("3", true), converged());
        Reconciliation ended = run(scripted, () -> false);
        assertThat(ended.failure()).isEqualTo(new Reconciliation.Failure("3", true));
        assertThat(scripted.attempts).isEqualTo(3);
    }

    @Test
    void cancellation_beatsTheWait() {
        Scripted scripted = new Scripted(failed("1", true), converged());
        assertThatThrownBy(() -> run(scripted, () -> waited().compareTo(Duration.ofSeconds(1)) >= 0))
                .isInstanceOf(CancellationException.class);
        assertThat(scripted.attempts).isEqualTo(1);
        assertThat(waited()).isLessThan(Duration.ofSeconds(2));
    }
}
