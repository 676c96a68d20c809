package io.github.ksailbot.engine.kustomize.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoaderTest {
    private static final MemorySourceTree TREE =
            MemorySourceTree.of(Map.of("a/in.yaml", "x", "a/b/deep.yaml", "y", "out.yaml", "z"));

    private static ScalarNode path(String text) {
        return ScalarNode.string(text, Origin.of("a/kustomization.yaml", 3, 3));
    }

    private static String rule(ThrowingRead read) {
        BuildException[] thrown = new BuildException[1];
        assertThatThrownBy(read::run).isInstanceOfSatisfying(BuildException.class, e -> thrown[0] = e);
        assertThat(thrown[0].finding().origin()).isEqualTo(Origin.of("a/kustomization.yaml", 3, 3));
        return thrown[0].finding().rule().value();
    }

    private interface ThrowingRead {
        void run() throws BuildException;
    }

    @Test
    void files_areReadBelowTheRoot() throws BuildException {
        Loader loader = Loader.at(TREE, new SourcePath("a"), true);

        assertThat(loader.load(path("./b/deep.yaml")).path()).isEqualTo("a/b/deep.yaml");
        assertThat(rule(() -> loader.load(path("../out.yaml")))).isEqualTo("kustomize/load-restriction");
        assertThat(rule(() -> loader.load(path("b")))).isEqualTo("kustomize/not-a-file");
        assertThat(rule(() -> loader.load(path("gone.yaml")))).isEqualTo("kustomize/missing-file");
    }

    @Test
    void files_areReadAnywhereInTheTreeWithoutTheRule() throws BuildException {
        Loader loader = Loader.at(TREE, new SourcePath("a"), false);

        assertThat(loader.load(path("../out.yaml")).path()).isEqualTo("out.yaml");
        assertThat(rule(() -> loader.load(path("../../etc/passwd")))).isEqualTo("kustomize/load-restriction");
        assertThat(rule(() -> loader.load(path("/etc/passwd")))).isEqualTo("kustomize/load-restriction");
    }

    @Test
    void directoriesOnTheWay_cannotBeEntered() throws BuildException {
        Loader inner = Loader.at(TREE, new SourcePath("a"), true).enter(path("b"));

        assertThat(inner.depth()).isEqualTo(1);
        assertThat(rule(() -> inner.enter(path("..")))).isEqualTo("kustomize/cycle");
        assertThat(rule(() -> inner.enter(path("../../out.yaml")))).isEqualTo("kustomize/not-a-directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a",
                "github.com/owner/repo",
                "github.com/owner/repo/path?ref=v1",
                "git@example.org:owner/repo.git",
                "ssh://git@example.org/owner/repo",
                "git::https://example.org/owner/repo",
            })
    void addresses_areRemote(String location) {
        assertThat(Loader.isRemote(location)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "../base", "a/github.com/b", "deployment.yaml", "github.com", "user@host"})
    void paths_areNotRemote(String location) {
        assertThat(Loader.isRemote(location)).isFalse();
    }
}
