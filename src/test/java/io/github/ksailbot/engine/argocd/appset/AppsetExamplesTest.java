package io.github.ksailbot.engine.argocd.appset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.argocd.ApplicationSetRenderer;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that Argo CD ships, each in both kinds of templates; what they come to was counted by hand. */
final class AppsetExamplesTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("conformance", "absent")).resolve("appset/examples");
    private static final String PLACE = "applicationset/examples/";

    /** @param expected names, separated by spaces */
    @ParameterizedTest
    @CsvSource({
        "list-generator/list-example, engineering-dev-guestbook engineering-prod-guestbook",
        "git-generator-directory/git-directories-example, argo-workflows prometheus-operator",
        "git-generator-directory/excludes/git-directories-exclude-example, argo-workflows prometheus-operator",
        "git-generator-files-discovery/git-generator-files, engineering-dev-guestbook engineering-prod-guestbook",
        "git-generator-files-discovery/excludes/git-files-exclude-example, engineering-prod-guestbook",
        "cluster/cluster-example, in-cluster-guestbook",
        "matrix/list-and-git, argo-workflows-engineering-dev argo-workflows-engineering-prod"
                + " prometheus-operator-engineering-dev prometheus-operator-engineering-prod",
        "merge/merge-two-matrixes, in-cluster-guestbook-prod in-cluster-guestbook-staging",
        "template-override/template-overrides-example, engineering-dev-guestbook",
    })
    void example_comesToItsApplications(String example, String expected) throws IOException {
        assumeTrue(Files.isDirectory(EXAMPLES), "no examples at " + EXAMPLES);
        for (String kind : List.of(".yaml", "-fasttemplate.yaml")) {
            Path file = EXAMPLES.resolve(example + kind);
            assertThat(names(file)).as(file.toString()).isEqualTo(expected);
        }
    }

    private static String names(Path file) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (Node document : new YamlReader(YamlLimits.DEFAULT)
                .read("set.yaml", Files.readAllBytes(file))
                .documents()) {
            manifests.add(new Manifest((MappingNode) document));
        }
        DeliveryGraph graph = new GraphBuilder(List.of(new ApplicationSetRenderer()))
                .build(
                        examples(),
                        SourcePath.ROOT,
                        Set.of(),
                        List.of(new GraphBuilder.Entry(SourcePath.ROOT, manifests)));
        return String.join(
                " ",
                graph.nodes().get(0).manifests().stream()
                        .map(Manifest::name)
                        .sorted()
                        .toList());
    }

    /** Where they are in Argo CD's repository. */
    private static SourceTree examples() throws IOException {
        MemorySourceTree.Builder builder = MemorySourceTree.builder();
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                builder.file(PLACE + EXAMPLES.relativize(file), Files.readAllBytes(file));
            }
        }
        return builder.build();
    }
}
