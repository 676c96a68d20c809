package io.github.ksailbot.engine.argocd.appset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables of Argo CD's own tests of its generators and templates. */
final class AppsetConformanceTest {
    private static final Path CASES =
            Path.of(System.getProperty("conformance", "absent")).resolve("appset");
    private static final double FLOOR = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What is asked of one case; throws what the generator throws. */
    private interface Judge {
        boolean isRight(JsonNode one) throws GeneratorException, GoTemplateException, TextException;
    }

    private final List<String> wrong = new ArrayList<>();
    private int judged;

    @Test
    void tables_ofArgoCd() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "no conformance cases at " + CASES);
        JsonNode git = tests("git");
        table(git, "Test_generateParamsFromGitFile", "wantErr", AppsetConformanceTest::gitFile);
        for (String name : List.of(
                "TestGitGenerateParamsFromDirectories",
                "TestGitGenerateParamsFromFiles",
                "TestGitGeneratorParamsFromFilesWithExcludeOptionWithNewGlobbing",
                "TestGitGeneratorParamsFromFilesWithExcludeOptionWithOldGlobbing")) {
            table(git, name, "expectedError", one -> git(one, texts(false)));
        }
        for (String name : List.of(
                "TestGitGenerateParamsFromDirectoriesGoTemplate",
                "TestGitGenerateParamsFromFilesGoTemplate",
                "TestGitGeneratorParamsFromFilesWithExcludeOptionGoTemplate")) {
            table(git, name, "expectedError", one -> git(one, texts(true)));
        }
        JsonNode list = tests("list");
        table(list, "TestGenerateListParams", "expectedError", one -> list(one, texts(false)));
        table(list, "TestGenerateListParamsGoTemplate", "expectedError", one -> list(one, texts(true)));
        JsonNode cluster = tests("cluster");
        for (boolean go : new boolean[] {false, true}) {
            String name = "TestGenerateParams" + (go ? "GoTemplate" : "");
            table(cluster, name, "expectedError", one -> cluster(one, secrets(cluster, name), texts(go)));
        }
        JsonNode matrix = tests("matrix");
        table(matrix, "TestMatrixGenerate", "expectedErr", one -> matrix(one, Map.of(), texts(false)));
        table(matrix, "TestMatrixGenerateGoTemplate", "expectedErr", one -> matrix(one, Map.of(), texts(true)));
        table(matrix, "TestMatrixGenerateListElementsYaml", "expectedErr", one -> matrix(one, Map.of(), texts(true)));
        for (boolean go : new boolean[] {false, true}) {
            String name = "TestInterpolatedMatrixGenerate" + (go ? "GoTemplate" : "");
            table(matrix, name, "expectedErr", one -> matrix(one, secrets(matrix, name), texts(go)));
        }
        JsonNode merge = tests("merge");
        table(merge, "TestMergeGenerate", "expectedErr", AppsetConformanceTest::merge);
        table(merge, "TestParamSetsAreUniqueByMergeKeys", "expectedErr", AppsetConformanceTest::mergeKeys);
        JsonNode values = tests("value_interpolation");
        table(values, "TestValueInterpolation", "expectedError", one -> values(one, texts(false)));
        table(values, "TestValueInterpolationWithGoTemplating", "expectedError", one -> values(one, texts(true)));
        JsonNode template = tests("template");
        table(template, "TestMergeTemplateApplications", "expectErr", AppsetConformanceTest::mergedTemplate);
        table(template, "TestGenerateAppsUsingPullRequestGenerator", "expectErr", AppsetConformanceTest::application);
        double share = 1 - (double) wrong.size() / judged;
        System.out.printf(
                "ApplicationSet tables: %d of %d right (%.1f %%)%n", judged - wrong.size(), judged, share * 100);
        assertThat(judged).isGreaterThan(80);
        assertThat(share).as(String.join("\n", wrong)).isGreaterThanOrEqualTo(FLOOR);
    }

    private static JsonNode tests(String file) throws IOException {
        return MAPPER.readTree(CASES.resolve(file + ".json").toFile()).get("tests");
    }

    private void table(JsonNode tests, String name, String error, Judge judge) {
        for (JsonNode one : tests.path(name).path("cases")) {
            // what the client of a cluster or a mock answers cannot be read from a literal
            if (one.toString().contains("<unknown") || one.path("clientError").asBoolean()) {
                continue;
            }
            judged++;
            boolean fails = one.hasNonNull(error)
                    && !(one.get(error).isBoolean() && !one.get(error).asBoolean());
            String problem = "";
            try {
                if (!judge.isRight(one)) {
                    problem = "another result";
                }
            } catch (GeneratorException | GoTemplateException | TextException e) {
                problem = "refused: " + e.getMessage();
            }
            boolean refused = problem.startsWith("refused");
            if (fails ? !refused : !problem.isEmpty()) {
                wrong.add(name + ": " + one.path("name").asText() + ": " + (fails ? "not refused" : problem));
            }
        }
    }

    private static TemplateText texts(boolean go) {
        return new TemplateText(go, MissingKey.NO_VALUE);
    }

    private static boolean gitFile(JsonNode one) throws GoTemplateException {
        JsonNode args = one.get("args");
        GitParams params = new GitParams(
                texts(args.get("useGoTemplate").asBoolean()),
                args.get("pathParamPrefix").asText(),
                AppsetCases.texts(args.get("values")));
        byte[] content = args.get("fileContent").asText().getBytes(StandardCharsets.UTF_8);
        return same(one.get("want"), params.ofFile(args.get("filePath").asText(), content));
    }

    private static boolean git(JsonNode one, TemplateText texts) throws GeneratorException, GoTemplateException {
        ObjectNode spec = MAPPER.createObjectNode();
        for (String field : List.of("directories", "files", "pathParamPrefix", "values")) {
            if (one.hasNonNull(field)) {
                spec.set(field, AppsetCases.written(one.get(field)));
            }
        }
        return same(
                one.get("expected"),
                new GitGenerator(new TableContent(one), texts, warning -> {}).params(AppsetCases.node(spec)));
    }

    private static boolean list(JsonNode one, TemplateText texts) throws GeneratorException, GoTemplateException {
        ObjectNode spec = MAPPER.createObjectNode();
        spec.set("elements", AppsetCases.written(one.get("elements")));
        return same(one.get("expected"), new ListGenerator(texts).params(AppsetCases.node(spec)));
    }

    private static Map<String, Cluster> secrets(JsonNode tests, String name) {
        List<Manifest> secrets = new ArrayList<>();
        for (JsonNode secret : tests.get(name).get("locals").get("clusters")) {
            ObjectNode written = (ObjectNode) AppsetCases.written(secret);
            written.set("stringData", written.remove("data"));
            secrets.add(new Manifest(AppsetCases.node(written)));
        }
        return ClusterSecrets.of(secrets, List.of());
    }

    private static boolean cluster(JsonNode one, Map<String, Cluster> clusters, TemplateText texts)
            throws GeneratorException, GoTemplateException {
        ObjectNode spec = MAPPER.createObjectNode();
        spec.set("selector", AppsetCases.written(one.get("selector")));
        spec.set("flatList", one.get("isFlatMode"));
        if (one.hasNonNull("values")) {
            spec.set("values", one.get("values"));
        }
        return same(one.get("expected"), new ClusterGenerator(clusters, texts).params(AppsetCases.node(spec)));
    }

    /** The tests answer for Git with a mock that gives fewer parameters than Git does, and the file as its path. */
    private static boolean matrix(JsonNode one, Map<String, Cluster> clusters, TemplateText texts)
            throws GeneratorException, GoTemplateException {
        ObjectNode content = MAPPER.createObjectNode();
        content.putArray("repoApps").add("app1").add("app2");
        ObjectNode files = content.putObject("repoFileContents");
        JsonNode generators = AppsetCases.written(one.get("baseGenerators"));
        boolean mocked = generators.toString().contains("\"git\"");
        for (JsonNode file : generators.path(0).path("git").path("files")) {
            String path = file.get("path").asText();
            files.put(
                    path.contains("/") ? path : "path/dir/file_name.yaml",
                    path.contains("/") ? "{}" : "foo: {bar: [{chart: a, version: '1'}, {chart: b, version: '2'}]}");
        }
        ObjectNode spec = MAPPER.createObjectNode();
        spec.putObject("matrix").set("generators", generators);
        List<Map<String, @Nullable Object>> actual = new Generators(
                        new TableContent(content), clusters, texts, warning -> {})
                .generate(AppsetCases.node(spec), null)
                .get(0)
                .params();
        return mocked ? sameBesidePath(one.get("expected"), actual) : same(one.get("expected"), actual);
    }

    private static boolean sameBesidePath(@Nullable JsonNode expected, List<Map<String, @Nullable Object>> actual)
            throws GoTemplateException {
        List<Map<String, @Nullable Object>> some = new ArrayList<>();
        for (JsonNode set : expected == null ? MAPPER.createArrayNode() : expected) {
            some.add(withoutPath(GoData.map(AppsetCases.node(AppsetCases.written(set)))));
        }
        return AppsetCases.sets(some)
                .equals(AppsetCases.sets(
                        actual.stream().map(AppsetConformanceTest::withoutPath).toList()));
    }

    private static Map<String, @Nullable Object> withoutPath(Map<String, @Nullable Object> set) {
        Map<String, @Nullable Object> rest = GoValues.map(set);
        rest.keySet().removeIf(key -> key.equals("path") || key.startsWith("path.") || key.startsWith("path["));
        return rest;
    }

    private static boolean merge(JsonNode one) throws GeneratorException, GoTemplateException {
        ObjectNode spec = MAPPER.createObjectNode();
        ObjectNode merge = spec.putObject("merge");
        merge.set("generators", AppsetCases.written(one.get("baseGenerators")));
        merge.set("mergeKeys", one.get("mergeKeys"));
        return same(
                one.get("expected"),
                new Generators(new TableContent(one), Map.of(), texts(false), warning -> {})
                        .generate(AppsetCases.node(spec), null)
                        .get(0)
                        .params());
    }

    private static boolean mergeKeys(JsonNode one) throws GeneratorException, GoTemplateException {
        List<Map<String, @Nullable Object>> sets = new ArrayList<>();
        for (JsonNode set : one.path("paramSets")) {
            sets.add(GoData.map(AppsetCases.node(set)));
        }
        ObjectNode spec = MAPPER.createObjectNode();
        spec.set("mergeKeys", one.get("mergeKeys"));
        MappingNode written = AppsetCases.node(spec);
        Map<String, Map<String, @Nullable Object>> byKey =
                MergeGenerator.byKey(MergeGenerator.keys(written), sets, written);
        List<String> expected = new ArrayList<>();
        one.path("expected").fieldNames().forEachRemaining(expected::add);
        return List.copyOf(byKey.keySet()).equals(expected);
    }

    private static boolean values(JsonNode one, TemplateText texts) throws GoTemplateException {
        Map<String, @Nullable Object> params = GoData.map(AppsetCases.node(one.get("params")));
        Params.addValues(params, AppsetCases.texts(one.get("values")), texts);
        return same(MAPPER.createArrayNode().add(one.get("expected")), List.of(params));
    }

    private static boolean mergedTemplate(JsonNode one) {
        MappingNode merged = TemplateMerge.filled(
                AppsetCases.node(AppsetCases.written(one.get("overrideTemplate"))),
                AppsetCases.node(AppsetCases.written(one.get("template"))));
        return Values.same(merged, AppsetCases.node(AppsetCases.written(one.get("expectedMerged"))));
    }

    private static boolean application(JsonNode one) throws TextException {
        MappingNode template = AppsetCases.node(AppsetCases.written(one.get("template")));
        for (int i = 0; i < one.get("params").size(); i++) {
            Map<String, @Nullable Object> params =
                    GoData.map(AppsetCases.node(one.get("params").get(i)));
            MappingNode expected =
                    AppsetCases.node(AppsetCases.written(one.get("expectedApp").get(i)));
            if (!Values.same(texts(true).render(template, params), expected)) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(@Nullable JsonNode expected, List<Map<String, @Nullable Object>> actual)
            throws GoTemplateException {
        return AppsetCases.sets(expected).equals(AppsetCases.sets(actual));
    }
}
