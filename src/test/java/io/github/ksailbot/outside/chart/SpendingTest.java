package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.helm.chart.TestCharts;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartRenderer.Extent;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SpendingTest {
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final Rendering.Failure SLOW = new Rendering.Failure(Rendering.Cause.LIMIT, "too slow", "");

    private long now;
    private final Spending spending =
            new Spending(new TimeBudgets(Duration.ofSeconds(20), Duration.ofSeconds(30)), () -> now);

    private void take(int seconds) {
        spending.counted(() -> now += Duration.ofSeconds(seconds).toNanos());
    }

    private void within(Extent extent, Runnable work) {
        spending.within(extent, () -> {
            work.run();
            return 0;
        });
    }

    private static RenderRequest request(String values) {
        return new RenderRequest(TestCharts.demo(), values, "one", "apps", Capabilities.DEFAULT);
    }

    @Test
    void withoutABudget_nothingIsSpent() {
        take(1_000);
        assertThat(spending.left(MOST)).isEqualTo(MOST);
        spending.remember(request("{}"), SLOW);
        assertThat(spending.known(request("{}"))).isNull();
    }

    @Test
    void environment_endsAtItsBudget_andTheNextBeginsAnew() {
        within(Extent.ENVIRONMENT, () -> {
            take(12);
            assertThat(spending.left(MOST)).isEqualTo(Duration.ofSeconds(8));
            assertThat(spending.spent()).isEmpty();
            take(9);
            assertThat(spending.left(MOST)).isZero();
            assertThat(spending.spent()).contains("the 20 s for all charts of one environment are spent");
        });
        within(Extent.ENVIRONMENT, () -> {
            assertThat(spending.left(MOST)).isEqualTo(MOST);
        });
    }

    @Test
    void verdict_isSpentByAllOfItsEnvironments() {
        within(Extent.VERDICT, () -> {
            for (int i = 0; i < 2; i++) {
                within(Extent.ENVIRONMENT, () -> {
                    take(15);
                });
            }
            within(Extent.ENVIRONMENT, () -> {
                assertThat(spending.left(MOST)).isZero();
                assertThat(spending.spent()).contains("the 30 s for all charts of one verdict are spent");
            });
        });
        assertThat(spending.left(MOST)).isEqualTo(MOST);
    }

    @Test
    void chartThatFailed_isKnownUntilTheVerdictEnds() {
        within(Extent.VERDICT, () -> {
            within(Extent.ENVIRONMENT, () -> {
                spending.remember(request("{}"), SLOW);
            });
            assertThat(spending.known(request("{}"))).isEqualTo(SLOW);
            assertThat(spending.known(request("{\"a\":1}"))).isNull();
        });
        within(Extent.VERDICT, () -> {
            assertThat(spending.known(request("{}"))).isNull();
        });
    }

    @Test
    void otherThreads_haveBudgetsOfTheirOwn() {
        within(Extent.VERDICT, () -> {
            take(30);
            assertThat(CompletableFuture.supplyAsync(() -> spending.left(MOST)).join())
                    .isEqualTo(MOST);
        });
    }
}
