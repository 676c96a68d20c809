package io.github.ksailbot.engine.kustomize.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.fuzz.Corpus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class KustomizationFuzzTest {

    /** A kustomization file. */
    public static void fuzzerTestOneInput(byte[] input) {
        SourceTree tree =
                MemorySourceTree.builder().file("kustomization.yaml", input).build();
        List<Finding> findings = new ArrayList<>();
        try {
            Kustomization kustomization = KustomizationFiles.read(
                    Loader.at(tree, SourcePath.ROOT, false), null, findings::add, Work.unlimited());
            assertThat(kustomization.origin().file()).isEqualTo("kustomization.yaml");
        } catch (BuildException e) {
            findings.add(e.finding());
        }
        findings.forEach(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.origin()).isNotNull();
        });
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
