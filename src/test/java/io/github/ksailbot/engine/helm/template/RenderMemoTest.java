package io.github.ksailbot.engine.helm.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.TestCharts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderMemoTest {
    private static final Chart CHART = TestCharts.demo("values.yaml", "a: 1\n");

    private final List<RenderRequest> asked = new ArrayList<>();

    private Rendering answer(RenderRequest request) {
        asked.add(request);
        return switch (request.values()) {
            case "slow" -> new Rendering.Failure(Rendering.Cause.LIMIT, "it took too long", "");
            case "bad" -> new Rendering.Failure(Rendering.Cause.CHART, "no", "");
            default -> new Rendering.Documents(List.of(new Rendering.Document("a", "x".repeat(1_000))));
        };
    }

    private static RenderRequest request(Chart chart, String values, String name) {
        return new RenderRequest(chart, values, name, "apps", Capabilities.DEFAULT);
    }

    @Test
    void sameRequest_isAskedOnce() {
        RenderMemo memo = new RenderMemo(this::answer, RenderMemo.DEFAULT_SIZE);
        Rendering first = memo.render(request(CHART, "{}", "one"));
        assertThat(memo.render(request(TestCharts.demo("values.yaml", "a: 1\n"), "{}", "one")))
                .isSameAs(first);
        memo.render(request(CHART, "bad", "one"));
        memo.render(request(CHART, "bad", "one"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void anyDifference_isAskedAnew() {
        RenderMemo memo = new RenderMemo(this::answer, RenderMemo.DEFAULT_SIZE);
        memo.render(request(CHART, "{}", "one"));
        memo.render(request(TestCharts.demo("values.yaml", "a: 2\n"), "{}", "one"));
        memo.render(request(CHART, "{\"a\":1}", "one"));
        memo.render(request(CHART, "{}", "two"));
        assertThat(asked).hasSize(4);
    }

    @Test
    void whatWasBeyondALimit_isTriedAgain() {
        RenderMemo memo = new RenderMemo(this::answer, RenderMemo.DEFAULT_SIZE);
        memo.render(request(CHART, "slow", "one"));
        memo.render(request(CHART, "slow", "one"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void leastRecentlyUsed_goesFirst() {
        RenderMemo memo = new RenderMemo(this::answer, 4_000);
        memo.render(request(CHART, "{}", "one"));
        memo.render(request(CHART, "{}", "two"));
        memo.render(request(CHART, "{}", "one"));
        memo.render(request(CHART, "{}", "three"));
        memo.render(request(CHART, "{}", "one"));
        assertThat(asked).hasSize(3);
        memo.render(request(CHART, "{}", "two"));
        assertThat(asked).hasSize(4);
    }
}
