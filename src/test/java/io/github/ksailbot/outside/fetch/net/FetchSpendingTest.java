package io.github.ksailbot.outside.fetch.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.kustomize.remote.Fetched;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchSpendingTest {
    private static final FetchBudget BUDGET = new FetchBudget(Duration.ofSeconds(10), 2 << 20, 3);
    private static final Duration LONG = Duration.ofHours(1);

    private long now;
    private final FetchSpending spending = new FetchSpending(BUDGET, () -> now);

    private String takes(Duration time) throws FetchException {
        return spending.counted(() -> {
            now += time.toNanos();
            return "fetched";
        });
    }

    private static String refusal(Execution work) {
        FetchException refused = catchThrowableOfType(FetchException.class, work::run);
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(Fetched.Reason.UNAVAILABLE);
        return String.valueOf(refused.getMessage());
    }

    /** Work that may be refused. */
    @FunctionalInterface
    private interface Execution {
        void run() throws FetchException;
    }

    private void inABudget(Execution work) {
        spending.within(() -> {
            try {
                work.run();
                return "";
            } catch (FetchException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void whenTheTimeIsSpent_nothingIsFetchedAnyMore() {
        inABudget(() -> {
            assertThat(takes(Duration.ofSeconds(4))).isEqualTo("fetched");
            assertThat(takes(Duration.ofSeconds(6))).isEqualTo("fetched");
            assertThat(refusal(() -> takes(Duration.ZERO)))
                    .isEqualTo("the 10 s for all that one verdict fetches are spent");
        });
    }

    @Test
    void timeBetweenTwoFetches_costsNothing() {
        inABudget(() -> {
            takes(Duration.ofSeconds(9));
            now += LONG.toNanos();
            assertThat(takes(Duration.ofSeconds(9))).isEqualTo("fetched");
        });
    }

    @Test
    void whatIsBeingFetched_hasWhatIsLeft() {
        inABudget(() -> {
            takes(Duration.ofSeconds(4));
            spending.counted(() -> {
                now += Duration.ofSeconds(1).toNanos();
                assertThat(spending.left(LONG)).isEqualTo(Duration.ofSeconds(5));
                assertThat(spending.left(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
                return "";
            });
        });
    }

    @Test
    void whatTheBudgetCutsShort_isRefusedForThat() {
        inABudget(() -> assertThat(refusal(() -> spending.counted(() -> {
                    now += LONG.toNanos();
                    throw FetchException.unavailable("the host did not answer in time", null);
                })))
                .contains("the 10 s for all"));
    }

    @Test
    void whatFailsBeforeItsEnd_isRefusedForItsOwnReason() {
        inABudget(() -> assertThat(refusal(() -> spending.counted(() -> {
                    throw FetchException.unavailable("the host did not answer in time", null);
                })))
                .isEqualTo("the host did not answer in time"));
    }

    @Test
    void requestsAndBytes_areCounted() {
        inABudget(() -> {
            spending.request();
            spending.request();
            spending.request();
            assertThat(refusal(spending::request)).contains("the 3 requests for all that one verdict fetches");
        });
        inABudget(() -> {
            spending.request();
            spending.received(2 << 20);
            spending.request();
            assertThat(refusal(() -> spending.received(1))).contains("the 2 MiB for all");
            assertThat(refusal(spending::request)).contains("the 2 MiB for all");
        });
    }

    @Test
    void aBudgetWithinAnother_isTheSame_andTheNextOneIsNew() {
        inABudget(() -> {
            inABudget(() -> takes(LONG));
            refusal(() -> takes(Duration.ZERO));
        });
        inABudget(() -> assertThat(takes(Duration.ZERO)).isEqualTo("fetched"));
    }

    @Test
    void withoutABudget_nothingIsCounted() throws FetchException {
        takes(LONG);
        spending.received(Long.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            spending.request();
        }
        assertThat(spending.left(LONG)).isEqualTo(LONG);
        assertThat(takes(LONG)).isEqualTo("fetched");
    }
}
