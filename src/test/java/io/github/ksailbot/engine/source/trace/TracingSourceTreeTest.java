package io.github.ksailbot.engine.source.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import org.junit.jupiter.api.Test;

final class TracingSourceTreeTest {
    private final TracingSourceTree traced = new TracingSourceTree(base().build());

    private static MemorySourceTree.Builder base() {
        return MemorySourceTree.builder()
                .file("k8s/a.yaml", "a: 1\n")
                .file("k8s/b.yaml", "b: 1\n")
                .link("link", "k8s/a.yaml")
                .link("out", "../x");
    }

    @Test
    void trace_readAndMissing() throws Exception {
        traced.read(path("link"));
        traced.find(path("k8s/b.yaml"));
        traced.find(path("none"));

        SourceTrace trace = traced.trace();
        assertThat(trace.read()).containsOnlyKeys(path("k8s/a.yaml"));
        assertThat(trace.missing()).containsExactly(path("none"));
    }

    @Test
    void holds_whatWasNotAskedChanges() throws Exception {
        traced.read(path("k8s/a.yaml"));
        traced.find(path("k8s"));

        assertThat(traced.trace().holdsIn(base().file("k8s/c.yaml", "").build()))
                .isTrue();
    }

    @Test
    void holds_contentThatWasReadChanges() throws Exception {
        traced.read(path("k8s/a.yaml"));

        SourceTree changed =
                MemorySourceTree.builder().file("k8s/a.yaml", "a: 2\n").build();
        assertThat(traced.trace().holdsIn(changed)).isFalse();
    }

    @Test
    void holds_contentThatWasOnlyFoundChanges() throws Exception {
        SourceEntry found = traced.find(path("k8s/a.yaml")).orElseThrow();
        SourceTree changed =
                MemorySourceTree.builder().file("k8s/a.yaml", "a: 2\n").build();

        assertThat(traced.trace().holdsIn(changed)).isTrue();
        assertThat(found.id()).hasSize(40);
        assertThat(traced.trace().holdsIn(changed)).isFalse();
    }

    @Test
    void holds_sameContentAtAnotherPlace() throws Exception {
        traced.read(path("link"));

        SourceTree moved = MemorySourceTree.builder().file("link", "a: 1\n").build();
        assertThat(traced.trace().holdsIn(moved)).isFalse();
    }

    @Test
    void holds_whatWasMissingAppears() throws Exception {
        traced.find(path("none"));

        assertThat(traced.trace().holdsIn(base().build())).isTrue();
        assertThat(traced.trace().holdsIn(base().file("none", "").build())).isFalse();
    }

    @Test
    void holds_nameInAListedDirectoryAppears() throws Exception {
        traced.names(path("k8s"));

        assertThat(traced.trace().holdsIn(base().file("k8s/c.yaml", "").build()))
                .isFalse();
        assertThat(traced.trace().holdsIn(base().file("c.yaml", "").build())).isTrue();
    }

    @Test
    void holds_listedFileBecomesDirectory() throws Exception {
        assertThat(traced.list(path("k8s")))
                .extracting(SourceEntry::path)
                .containsExactly(path("k8s/a.yaml"), path("k8s/b.yaml"));

        SourceTree changed = MemorySourceTree.builder()
                .file("k8s/a.yaml/x", "")
                .file("k8s/b.yaml", "")
                .build();
        assertThat(traced.trace().holdsIn(changed)).isFalse();
    }

    @Test
    void holds_refusalIsAnAnswer() throws Exception {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> traced.read(path("out")))
                .returns(Reason.ESCAPES, SourceException::reason);

        assertThat(traced.trace().holdsIn(base().build())).isTrue();
        SourceTree repaired = MemorySourceTree.builder().file("out", "").build();
        assertThat(traced.trace().holdsIn(repaired)).isFalse();
    }

    @Test
    void holds_wrongKindIsWhatIsThere() {
        assertThatExceptionOfType(SourceException.class).isThrownBy(() -> traced.read(path("k8s")));
        assertThatExceptionOfType(SourceException.class).isThrownBy(() -> traced.names(path("link")));

        assertThat(traced.trace().holdsIn(base().build())).isTrue();
        assertThat(traced.trace()
                        .holdsIn(MemorySourceTree.builder().file("k8s", "").build()))
                .isFalse();
    }

    private static SourcePath path(String text) {
        return new SourcePath(text);
    }
}
