package io.github.ksailbot.engine.source.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
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

    @Test
    void eachTree_hasItsOwnAnswer_inWhateverOrderTheyAreAsked() throws SourceException {
        SourceTree other = MemorySourceTree.of(Map.of("a", "2"));
        KnownTree knownOther = new KnownTree();
        SourceTrace trace = traceOf("1");

        for (int i = 0; i < 3; i++) {
            assertThat(known.holds(trace, tree)).isTrue();
            assertThat(knownOther.holds(trace, other)).isFalse();
        }
    }

    /** The directory that holds a link stays the same when what is behind the link does not. */
    @Test
    void answersBehindALink_areAskedForAgain_thoughTheDirectoryAboveIsTheSame() throws SourceException {
        TracingSourceTree traced = new TracingSourceTree(behindALink("a.yaml"));
        SourcePath linked = new SourcePath("apps/link");
        assertThat(traced.names(linked)).containsExactly("a.yaml");
        assertThat(traced.find(linked.child("b.yaml"))).isEmpty();
        SourceTrace trace = traced.trace();

        assertThat(trace.holdsIn(behindALink("a.yaml"))).isTrue();
        assertThat(trace.holdsIn(behindALink("a.yaml", "b.yaml"))).isFalse();
        assertThat(trace.holdsIn(behindALink("c.yaml"))).isFalse();
    }

    private static SourceTree behindALink(String... names) {
        MemorySourceTree.Builder tree =
                MemorySourceTree.builder().file("apps/own/map.yaml", "own").link("apps/link", "../shared");
        for (String name : names) {
            tree.file("shared/" + name, "text");
        }
        return tree.build();
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
