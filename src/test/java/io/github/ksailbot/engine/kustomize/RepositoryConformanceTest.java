package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.YamlWriter;
import io.github.ksailbot.engine.source.SourceException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Public GitOps repositories, against what kustomize renders for each of their directories, and why it refuses some. */
class RepositoryConformanceTest {
    private static List<PublicRepository> repositories = List.of();

    @BeforeAll
    static void open() throws IOException, SourceException {
        repositories = PublicRepository.all();
        assumeFalse(repositories.isEmpty(), "no repositories; -Dconformance says where they are");
    }

    @Test
    void repositories_renderAsTheCommandDoes() throws IOException, SourceException {
        Map<String, String> misses = new TreeMap<>();
        Map<ConformanceGrade, Integer> grades = new EnumMap<>(ConformanceGrade.class);
        for (PublicRepository repository : repositories) {
            for (PublicRepository.Directory directory : repository.rendered()) {
                Build build = directory.build();
                if (build.failed()) {
                    misses.put(directory.name(), build.findings().toString());
                    continue;
                }
                String rendered = YamlWriter.writeAll(
                        build.manifests().stream().map(Manifest::root).toList());
                ConformanceGrade grade = ConformanceGrade.of(rendered, directory.expected());
                grades.merge(grade, 1, Integer::sum);
                if (grade != ConformanceGrade.EXACT) {
                    misses.put(directory.name(), grade.toString());
                }
            }
        }
        assertThat(misses).as(() -> grades + ": " + misses).isEmpty();
    }

    @Test
    void directories_thatTheCommandRefuses_areRefusedForTheSameReason() throws IOException, SourceException {
        Map<String, String> misses = new TreeMap<>();
        for (PublicRepository repository : repositories) {
            for (PublicRepository.Directory directory : repository.refused()) {
                Build build = directory.build();
                List<Refusal> reasons = Refusal.of(directory);
                if (!build.failed()) {
                    misses.put(directory.name(), "rendered");
                } else if (reasons.isEmpty()) {
                    misses.put(directory.name(), "no reason is known in: " + directory.error());
                } else if (reasons.stream()
                        .noneMatch(reason -> build.findings().stream().anyMatch(reason::isSaidBy))) {
                    misses.put(directory.name(), reasons + " is not in " + build.findings());
                }
            }
        }
        assertThat(misses).isEmpty();
    }
}
