package io.github.ksailbot.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeResultTest {
    private static final Finding WARNING = Finding.warning("graph/test", "It is odd.", null);
    private static final Finding UNFETCHED =
            Finding.unchecked("graph/test", "It was not fetched: nobody said so.", null);
    private static final Finding WRONG = Finding.error("graph/test", "It is wrong.", null);

    private static NodeResult rendered(Finding... findings) {
        return NodeResult.rendered(List.of(), List.of(findings), SourceTrace.NOTHING);
    }

    @Test
    void withoutErrors_itIsRendered() {
        assertThat(rendered(WARNING).state()).isEqualTo(NodeState.RENDERED);
        assertThat(rendered(WARNING).reason()).isEmpty();
    }

    @Test
    void whatCouldNotBeLookedAt_isNotRendered_andTheReasonSaysWhat() {
        NodeResult result = rendered(WARNING, UNFETCHED);

        assertThat(result.state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(result.reason()).isEqualTo("It was not fetched: nobody said so");
    }

    @Test
    void whatIsWrong_failed_whateverElseCouldNotBeLookedAt() {
        assertThat(rendered(UNFETCHED, WRONG).state()).isEqualTo(NodeState.FAILED);
    }
}
