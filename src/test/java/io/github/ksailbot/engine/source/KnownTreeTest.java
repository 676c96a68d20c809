package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KnownTreeTest {
    private final KnownTree known = new KnownTree();
    private final SourceTree tree = MemorySourceTree.of(Map.of("a", "1"));

    @Test
    void trace_thatNobodyElseHolds_isLetGo() throws SourceException {
        WeakReference<SourceTrace> trace = compared();

        while (trace.get() != null) {
            System.gc();
        }

        assertThat(known.holds(traceOf("1"), tree)).isTrue();
        assertThat(known.holds(traceOf("2"), tree)).isFalse();
    }

    private WeakReference<SourceTrace> compared() throws SourceException {
        SourceTrace trace = traceOf("1");
        assertThat(known.holds(trace, tree)).isTrue();
        return new WeakReference<>(trace);
    }

    private static SourceTrace traceOf(String content) throws SourceException {
        TracingSourceTree traced = new TracingSourceTree(MemorySourceTree.of(Map.of("a", content)));
        traced.read(new SourcePath("a"));
        return traced.trace();
    }
}
