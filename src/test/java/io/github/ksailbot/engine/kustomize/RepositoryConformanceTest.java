package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.SourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Public GitOps repositories, against what kustomize renders for each of their directories, and why it refuses some. */
class RepositoryConformanceTest {
    private static final Map<String, String> MISSES = new TreeMap<>();
    private static final List<String> WRONG_ORIGINS = new ArrayList<>();
    private static List<PublicRepository> repositories = List.of();
    private static int values;

    @BeforeAll
    static void renderAll() throws IOException, SourceException {
        repositories = PublicRepository.all();
        assumeFalse(repositories.isEmpty(), "no repositories; -Dconformance says where they are");
        for (PublicRepository repository : repositories) {
            OriginRule origins = new OriginRule(repository.tree());
            for (PublicRepository.Directory directory : repository.rendered()) {
                render(directory, origins);
            }
            WRONG_ORIGINS.addAll(origins.violations());
            values += origins.checked();
        }
    }

    private static void render(PublicRepository.Directory directory, OriginRule origins)
            throws IOException, SourceException {
        Build build = directory.build();
        if (build.failed()) {
            MISSES.put(directory.name(), build.findings().toString());
            return;
        }
        List<MappingNode> roots = build.manifests().stream().map(Manifest::root).toList();
        ConformanceGrade grade = ConformanceGrade.of(YamlWriter.writeAll(roots), directory.expected());
        if (grade != ConformanceGrade.EXACT) {
            MISSES.put(directory.name(), grade.toString());
        }
        roots.forEach(root -> origins.check(directory.name(), root));
    }

    @Test
    void repositories_renderAsTheCommandDoes() {
        assertThat(MISSES).isEmpty();
    }

    @Test
    void everyValue_pointsToWhereItIsWritten() {
        assertThat(WRONG_ORIGINS).isEmpty();
        assertThat(values).isPositive();
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
