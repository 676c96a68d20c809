package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The cases of kustomize's own tests, against what its command prints. */
class KustomizeConformanceTest {
    /** Cases that must come out right: the share that was reached, never lowered. */
    private static final int FLOOR = 299;

    private static final Path CASES = Path.of(System.getProperty("conformance", "absent"), "kustomize");

    private final Map<String, String> misses = new TreeMap<>();
    private final Map<String, int[]> tags = new TreeMap<>();
    private final Map<ConformanceGrade, Integer> grades = new EnumMap<>(ConformanceGrade.class);

    @Test
    void upstreamCases_renderAsTheCommandDoes() throws IOException, SourceException {
        assumeTrue(Files.isDirectory(CASES), "no conformance cases at " + CASES);
        JsonNode index = new ObjectMapper().readTree(CASES.resolve("index.json").toFile());
        int right = 0;
        for (JsonNode one : index.get("cases")) {
            boolean isRight = judge(one);
            right += isRight ? 1 : 0;
            for (JsonNode tag : one.get("tags")) {
                tags.computeIfAbsent(tag.asText(), any -> new int[2])[isRight ? 0 : 1]++;
            }
        }
        assertThat(right).as(() -> report()).isGreaterThanOrEqualTo(FLOOR);
    }

    private boolean judge(JsonNode one) throws IOException, SourceException {
        Path directory = CASES.resolve(one.get("case").asText());
        boolean unrestricted = one.get("flags").toString().contains("LoadRestrictionsNone");
        Build build = new Kustomizer()
                .build(
                        DirectorySourceTree.of(directory.resolve("input")),
                        SourcePath.parse(one.get("target").asText()),
                        new BuildOptions(
                                unrestricted ? LoadRule.SOURCE_ROOT : LoadRule.KUSTOMIZATION_ROOT, Order.LEGACY));
        boolean mustFail = one.get("expect").asText().equals("error");
        String name = one.get("case").asText();
        if (mustFail || build.failed()) {
            if (mustFail != build.failed()) {
                misses.put(name, mustFail ? "no error" : build.findings().toString());
            }
            return mustFail == build.failed();
        }
        String rendered = YamlWriter.writeAll(
                build.manifests().stream().map(Manifest::root).toList());
        ConformanceGrade grade = ConformanceGrade.of(rendered, Files.readString(directory.resolve("expected.yaml")));
        grades.merge(grade, 1, Integer::sum);
        if (grade == ConformanceGrade.WRONG) {
            misses.put(name, "other text:\n" + rendered);
        }
        return grade != ConformanceGrade.WRONG;
    }

    private String report() {
        String byTag = tags.entrySet().stream()
                .filter(tag -> tag.getValue()[1] > 0)
                .map(tag -> tag.getKey() + ": " + tag.getValue()[0] + " right, " + tag.getValue()[1] + " wrong")
                .collect(Collectors.joining("\n"));
        return grades + "\n" + byTag + "\n"
                + misses.entrySet().stream()
                        .map(miss -> miss.getKey() + ": " + miss.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
