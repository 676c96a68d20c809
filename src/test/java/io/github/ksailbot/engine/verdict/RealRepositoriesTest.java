package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The judge on public GitOps repositories, which nobody wrote for it. */
class RealRepositoriesTest {
    private final TreeJudge judge = TreeJudge.create();

    @Test
    void everyRepository_endsInAVerdict() throws Exception {
        List<Path> repositories = PublicRepositories.all();
        assertThat(repositories).hasSizeGreaterThanOrEqualTo(10);
        for (Path repository : repositories) {
            Judgement judgement = judge(repository);

            assertThat(judgement.environments()).as(repository.toString()).isNotEmpty();
            for (Finding finding : findings(judgement)) {
                assertThat(linesOf(repository, finding))
                        .as("%s: %s", repository, finding)
                        .isGreaterThanOrEqualTo(line(finding));
            }
        }
    }

    /** Their own continuous integration builds and applies these. */
    @Test
    void wellKeptRepositories_haveNoErrors() throws Exception {
        List<String> wellKept = List.of(
                "controlplaneio-d1-apps",
                "controlplaneio-d1-fleet",
                "controlplaneio-d1-infra",
                "fluxcd-flux2-kustomize-helm-example",
                "fluxcd-flux2-multi-tenancy",
                "microservices-demo",
                "onedr0p-home-ops",
                "stefanprodan-podinfo");
        for (Path repository : PublicRepositories.all()) {
            if (wellKept.contains(repository.getFileName().toString())) {
                Judgement judgement = judge(repository);

                assertThat(judgement.verdict())
                        .as("%s: %s", repository, findings(judgement))
                        .isEqualTo(Verdict.PASSED);
            }
        }
    }

    @Test
    void judgingTwice_givesTheSame() throws Exception {
        Path repository = PublicRepositories.all().stream()
                .filter(path -> path.endsWith("bank-of-anthos"))
                .findFirst()
                .orElseThrow();

        assertThat(judge(repository)).isEqualTo(judge(repository));
    }

    private Judgement judge(Path repository) throws Exception {
        SourceTree tree = DirectorySourceTree.of(repository);
        return judge.judge(tree, tree, null);
    }

    private static List<Finding> findings(Judgement judgement) {
        List<Finding> findings = new ArrayList<>();
        judgement.environments().forEach(report -> report.findings().forEach(judged -> findings.add(judged.finding())));
        judgement.unreached().forEach(judged -> findings.add(judged.finding()));
        return findings;
    }

    private static long linesOf(Path repository, Finding finding) throws Exception {
        Origin origin = finding.origin();
        assertThat(origin).as(finding.toString()).isNotNull();
        try (Stream<String> lines = Files.lines(repository.resolve(origin.file()))) {
            return lines.count();
        }
    }

    private static int line(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? 0 : origin.line();
    }
}
