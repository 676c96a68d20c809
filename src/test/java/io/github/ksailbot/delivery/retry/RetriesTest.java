package io.github.ksailbot.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
    private final List<String> heard = new ArrayList<>();
    private Duration waited = Duration.ZERO;
    private final Retries retries = new Retries(Backoff.DELIVERY, duration -> waited = waited.plus(duration));

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 8", "4, 15", "10, 15", "100, 15", "0, 2", "-5, 2"})
    void delay_doublesUpToTheLongest(int attempt, int seconds) {
        Backoff backoff = new Backoff(3, Duration.ofSeconds(2), Duration.ofSeconds(15));

        assertThat(backoff.delay(attempt)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void attempts_areAtLeastOne() {
        assertThat(new Backoff(0, Duration.ZERO, Duration.ZERO).attempts()).isEqualTo(1);
    }

    @Test
    void run_failsTwiceThenSucceeds() throws IOException {
        String result = run(number -> {
            if (number < 3) {
                throw new IOException("503");
            }
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(heard).containsExactly("1/3 503 PT5S", "2/3 503 PT10S");
        assertThat(waited).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void run_keepsFailing_throwsTheLastFailureAsItIs() {
        IOException last = new IOException("502");

        assertThatThrownBy(() -> run(number -> {
                    throw number == 3 ? last : new IOException("503");
                }))
                .isSameAs(last);
        assertThat(heard).hasSize(2);
    }

    @Test
    void run_failsForGood_isNotTriedAgain() {
        assertThatThrownBy(() -> run(number -> {
                    throw new IOException("404");
                }))
                .hasMessage("404");
        assertThat(heard).isEmpty();
        assertThat(waited).isZero();
    }

    @Test
    void run_isAskedToWaitLonger() throws IOException {
        run(number -> {
            if (number == 1) {
                throw new Busy(Duration.ofSeconds(40));
            }
            return "";
        });

        assertThat(waited).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void run_isAskedToWaitTooLong() {
        assertThatThrownBy(() -> run(number -> {
                    throw new Busy(Duration.ofHours(1));
                }))
                .isInstanceOf(Busy.class);
        assertThat(waited).isZero();
    }

    @Test
    void cancellation_beforeTheWait() {
        AtomicBoolean cancelled = new AtomicBoolean();

        assertThatThrownBy(() -> retries.run(
                        number -> {
                            cancelled.set(true);
                            throw new IOException("503");
                        },
                        (attempt, attempts, failure, wait) -> heard.add("again"),
                        cancelled::get))
                .isInstanceOf(CancellationException.class);
        assertThat(heard).isEmpty();
        assertThat(waited).isZero();
    }

    @Test
    void cancellation_atTheMomentTheTimerFires() {
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Integer> attempts = new ArrayList<>();
        Backoff oneSlice = new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(1));

        assertThatThrownBy(() -> new Retries(oneSlice, duration -> cancelled.set(true))
                        .run(
                                number -> {
                                    attempts.add(number);
                                    throw new IOException("503");
                                },
                                (attempt, all, failure, wait) -> {},
                                cancelled::get))
                .isInstanceOf(CancellationException.class);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void cancellation_endsALongWait() {
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Duration> waits = new ArrayList<>();

        assertThatThrownBy(() -> new Retries(Backoff.DELIVERY, duration -> {
                            waits.add(duration);
                            cancelled.set(true);
                        })
                        .run(
                                number -> {
                                    throw new IOException("503");
                                },
                                (attempt, all, failure, wait) -> {},
                                cancelled::get))
                .isInstanceOf(CancellationException.class);
        assertThat(waits).hasSize(1);
    }

    @Test
    void interruption_isACancellationThatStaysVisible() {
        assertThatThrownBy(() -> run(number -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private String run(Retries.Attempt<String, IOException> attempt) throws IOException {
        return retries.run(
                attempt,
                (number, attempts, failure, wait) ->
                        heard.add(number + "/" + attempts + " " + failure.getMessage() + " " + wait),
                () -> false);
    }

    private static final class Busy extends IOException implements Transient {
        private static final long serialVersionUID = 1L;

        private final transient Duration asked;

        Busy(Duration asked) {
            super("busy");
            this.asked = asked;
        }

        @Override
        public boolean isTransient() {
            return true;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return asked;
        }
    }
}
