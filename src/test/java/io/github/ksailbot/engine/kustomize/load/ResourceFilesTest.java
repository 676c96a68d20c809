package io.github.ksailbot.engine.kustomize.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceFilesTest {
    private final List<Finding> findings = new ArrayList<>();

    private List<String> names(String yaml) {
        return ResourceFiles.read(
                        new LoadedFile("a.yaml", yaml.getBytes(StandardCharsets.UTF_8)),
                        findings::add,
                        Work.unlimited())
                .stream()
                .map(Resource::name)
                .toList();
    }

    private static String named(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }

    @Test
    void emptyDocuments_areDropped() {
        assertThat(names("---\n# nothing\n---\n" + named("a") + "---\n{}\n---\n" + named("b")))
                .containsExactly("a", "b");
        assertThat(findings).isEmpty();
    }

    @Test
    void lists_areTakenApart() {
        assertThat(names(
                        "apiVersion: v1\nkind: ConfigMapList\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: x}}\n"
                                + "---\n" + named("a")))
                .containsExactly("a", "x");
        assertThat(findings).isEmpty();
    }

    @Test
    void kindThatOnlyEndsInList_staysWithoutItems() {
        assertThat(names("apiVersion: example.org/v1\nkind: AllowList\nmetadata: {name: a}\n"))
                .containsExactly("a");
    }

    @Test
    void whatIsNoResource_isReportedAndTheRestKept() {
        assertThat(names("- a\n---\nkind: ConfigMap\n---\nmetadata: {name: x}\n---\n" + named("a")))
                .containsExactly("a");
        assertThat(findings)
                .extracting(finding -> finding.rule().value())
                .containsExactly("kustomize/not-a-resource", "kustomize/not-a-resource", "kustomize/not-a-resource");
    }
}
