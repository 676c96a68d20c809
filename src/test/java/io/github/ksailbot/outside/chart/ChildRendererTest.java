package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.TestCharts;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.helm.template.Rendering.Cause;
import io.github.ksailbot.engine.helm.template.Rendering.Document;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One pool for all of them, as in the bot: what a chart does must not be felt by the next. */
class ChildRendererTest {
    private static final WorkerLimits LIMITS =
            new WorkerLimits(2, Duration.ofSeconds(60), Duration.ofSeconds(4), 400L << 20, 1 << 20, 1_000);
    private static final ChildRenderer RENDERER = new ChildRenderer(LIMITS);

    private static final String CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  v: ";

    @AfterAll
    static void close() {
        RENDERER.close();
    }

    private static Rendering render(Chart chart, String values) {
        return RENDERER.render(new RenderRequest(chart, values, "rel", "apps", Capabilities.DEFAULT));
    }

    private static List<Document> documents(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.Documents.class);
        return ((Rendering.Documents) rendering).documents();
    }

    private static String value(String expression) {
        return value(expression, "{}");
    }

    /** What an expression of a template comes to. */
    private static String value(String expression, String values) {
        Chart chart = TestCharts.demo("templates/x.yaml", CONFIG_MAP + "{{ " + expression + " | toJson }}\n");
        String yaml = documents(render(chart, values)).get(0).yaml();
        return yaml.substring(yaml.indexOf("v: ") + 3).strip();
    }

    private static Rendering.Failure failure(String template) {
        return failure(TestCharts.demo("templates/x.yaml", template), "{}");
    }

    private static Rendering.Failure failure(Chart chart, String values) {
        Rendering rendering = render(chart, values);
        assertThat(rendering).isInstanceOf(Rendering.Failure.class);
        return (Rendering.Failure) rendering;
    }

    private static void assertNextChartRenders() {
        assertThat(value("add 1 2")).isEqualTo("3");
    }

    @Test
    void chart_rendersWithValuesOfTheReleaseOverItsOwn() {
        Chart chart = TestCharts.demo(
                "values.yaml",
                "image: {name: web, tag: one}\nunused: 1\n",
                "templates/a.yaml",
                CONFIG_MAP + "{{ .Values.image.name }}:{{ .Values.image.tag }}-{{ .Values.unused }}\n",
                "templates/b.yaml",
                "{{- if .Values.b }}\nkind: B\n{{- end }}\n");
        assertThat(documents(render(chart, "{\"image\":{\"tag\":\"two\"},\"unused\":null}")))
                .containsExactly(new Document("demo/templates/a.yaml", CONFIG_MAP + "web:two-\n"));
    }

    @Test
    void release_isKnownToTheTemplates() {
        assertThat(value("list .Release.Name .Release.Namespace .Release.IsInstall"))
                .isEqualTo("[\"rel\",\"apps\",true]");
    }

    @Test
    void hook_isAmongTheManifests() {
        Chart chart = TestCharts.demo("templates/job.yaml", """
            kind: Job
            metadata:
              name: j
              annotations:
                helm.sh/hook: pre-install
                helm.sh/hook-weight: "1"
            """);
        assertThat(documents(render(chart, "{}")).get(0).yaml())
                .contains("helm.sh/hook: pre-install")
                .contains("helm.sh/hook-weight: \"1\"");
    }

    @Test
    void capabilities_areThoseOfTheCluster() {
        Chart chart = TestCharts.demo(
                "templates/x.yaml",
                CONFIG_MAP
                        + "{{ list .Capabilities.KubeVersion.Version (.Capabilities.APIVersions.Has"
                        + " \"example.org/v1/Thing\") ($.Capabilities.APIVersions.Has \"apps/v1\") (has"
                        + " \"example.org/v1\" .Capabilities.APIVersions) | toJson }}\n");
        Capabilities cluster =
                new Capabilities("v1.31.0", new TreeSet<>(Set.of("example.org/v1", "example.org/v1/Thing")));
        Rendering rendering = RENDERER.render(new RenderRequest(chart, "{}", "rel", "apps", cluster));
        assertThat(documents(rendering).get(0).yaml()).contains("[\"v1.31.0\",true,false,true]");
    }

    @Test
    void capabilities_areThoseOfTheClusterWhateverAsks() {
        String chart = """
            a: {{ with .Capabilities }}{{ .APIVersions.Has "example.org/v1" }}{{ end }}
            b: {{ $c := .Capabilities.APIVersions }}{{ $c.Has "example.org/v1" }}
            c: {{ (.Capabilities).APIVersions.Has "example.org/v1" }}
            d: {{ tpl (.Files.Get "conf.txt") . }}
            e: {{ tpl .Values.given . }}
            f: {{ tpl "{{ .Capabilities.APIVersions.Has `example.org/v1` }}" . }}
            g: {{ "example.org/v1" | .Capabilities.APIVersions.Has }}
            h: {{ .Capabilities.APIVersions.Has "example.org/v2" }}
            """;
        Capabilities cluster = new Capabilities("v1.31.0", new TreeSet<>(Set.of("example.org/v1")));
        Rendering rendering = RENDERER.render(new RenderRequest(
                TestCharts.demo(
                        "conf.txt",
                        "{{ .Capabilities.APIVersions.Has \"example.org/v1\" }}",
                        "templates/x.yaml",
                        CONFIG_MAP + "\n" + chart.indent(2)),
                "{\"given\":\"{{ .Capabilities.APIVersions.Has \\\"example.org/v1\\\" }}\"}",
                "rel",
                "apps",
                cluster));
        assertThat(documents(rendering).get(0).yaml())
                .contains("a: true", "b: true", "c: true", "d: true", "e: true", "f: true", "g: true", "h: false");
    }

    @Test
    void quotedTemplate_isShownAsItIsWritten() {
        assertThat(value(".Values.t", "{\"t\":\"{{ lookup \\\"v1\\\" .Capabilities.APIVersions }}\"}"))
                .isEqualTo("\"{{ lookup \\\"v1\\\" .Capabilities.APIVersions }}\"");
    }

    @Test
    void definitionsOfTheChart_areAmongItsFiles() {
        Chart chart = TestCharts.demo(
                "crds/thing.yaml",
                "kind: CustomResourceDefinition\n",
                "templates/x.yaml",
                CONFIG_MAP + "{{ range $path, $_ := .Files.Glob \"crds/*\" }}{{ $path }}{{ end }}\n");
        assertThat(documents(render(chart, "{}")))
                .containsExactly(new Document("demo/templates/x.yaml", CONFIG_MAP + "crds/thing.yaml\n"));
    }

    @Test
    void chartInChart_rendersUnderItsPath() {
        Chart chart = TestCharts.demo(
                "charts/sub/Chart.yaml",
                "apiVersion: v2\nname: sub\nversion: 2.0.0\n",
                "charts/sub/templates/x.yaml",
                "kind: {{ .Values.kind }}\nversion: {{ .Chart.Version }}\n");
        assertThat(documents(render(chart, "{\"sub\":{\"kind\":\"Sub\"}}")))
                .containsExactly(new Document("demo/charts/sub/templates/x.yaml", "kind: Sub\nversion: 2.0.0\n"));
    }

    @Test
    void chartInChart_isLeftOutByItsConditionOrItsTags() {
        Chart chart = TestCharts.demo(
                "Chart.yaml",
                """
                apiVersion: v2
                name: demo
                version: 1.0.0
                dependencies:
                  - {name: on, version: "1", condition: on.enabled}
                  - {name: off, version: "1", condition: off.enabled}
                  - {name: tagged, version: "1", tags: [extra]}
                  - {name: common, version: "1"}
                """,
                "templates/x.yaml",
                "kind: Demo\n",
                "charts/on/Chart.yaml",
                "apiVersion: v2\nname: on\nversion: 1.0.0\n",
                "charts/on/charts/deep/Chart.yaml",
                "apiVersion: v2\nname: deep\nversion: 1.0.0\n",
                "charts/off/Chart.yaml",
                "apiVersion: v2\nname: off\nversion: 1.0.0\n",
                "charts/off/charts/deep/Chart.yaml",
                "apiVersion: v2\nname: deep\nversion: 1.0.0\n",
                "charts/tagged/Chart.yaml",
                "apiVersion: v2\nname: tagged\nversion: 1.0.0\n",
                "charts/common/Chart.yaml",
                "apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n");
        Rendering rendering = render(chart, "{\"off\":{\"enabled\":false},\"tags\":{\"extra\":false}}");
        assertThat(documents(rendering)).containsExactly(new Document("demo/templates/x.yaml", "kind: Demo\n"));
        assertThat(((Rendering.Documents) rendering).leftOut())
                .containsExactlyInAnyOrder("charts/off", "charts/off/charts/deep", "charts/tagged");
    }

    @Test
    void error_namesTheTemplateAndItsLine() {
        Rendering.Failure failure = failure("kind: A\nname: {{ required \"a name is needed\" .Values.name }}\n");
        assertThat(failure.cause()).isEqualTo(Cause.CHART);
        assertThat(failure.why()).contains("a name is needed").doesNotContain("--debug");
        assertThat(failure.template()).isEqualTo("demo/templates/x.yaml:2:9");
    }

    @Test
    void valuesAgainstTheSchema_areRefused() {
        Chart chart = TestCharts.demo(
                "values.schema.json",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                "templates/x.yaml",
                "kind: A\n");
        assertThat(failure(chart, "{\"n\":\"many\"}").cause()).isEqualTo(Cause.VALUES);
    }

    @Test
    void schemaOfAnotherPlace_isNotFetched_andSaidToBeUnchecked() throws IOException {
        try (ServerSocket host = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + host.getLocalPort() + "/schema.json";
            for (String schema : List.of(
                    "{\"$ref\":\"" + address + "\"}",
                    "{\"properties\":{\"n\":{\"allOf\":[{\"$ref\":\"" + address + "#/a\"}]}}}",
                    "{\"$id\":\"" + address + "\",\"$ref\":\"other.json\"}")) {
                Rendering rendering = render(withSchema(schema), "{\"n\":1}");
                assertThat(documents(rendering)).hasSize(1);
                assertThat(((Rendering.Documents) rendering).unchecked())
                        .singleElement()
                        .asString()
                        .startsWith("`values.schema.json` refers to `")
                        .endsWith("which is not fetched, so the values were not checked against it");
            }
            assertThat(unchecked(withSchema("{\"$schema\":\"" + address + "\"}")))
                    .isEmpty();
            assertThat(isAsked(host)).isFalse();
        }
    }

    @Test
    void schemaOfTheFileSystem_isNotRead_andRefusedAsByHelm() {
        for (String file : List.of("other.json", "./other.json", "/etc/passwd", "file:///etc/passwd")) {
            Chart chart = TestCharts.demo(
                    "other.json",
                    "{}",
                    "values.schema.json",
                    "{\"properties\":{\"n\":{\"$ref\":\"" + file + "\"}}}",
                    "templates/x.yaml",
                    "kind: A\n");
            Rendering.Failure failure = failure(chart, "{}");
            assertThat(failure.cause()).isEqualTo(Cause.CHART);
            assertThat(failure.why())
                    .isEqualTo(
                            "`values.schema.json` refers to `" + file + "`, which Helm does not look for in the chart");
            assertThat(failure.template()).isEqualTo("demo/values.schema.json");
        }
    }

    @Test
    void schemaOfAChartThatIsLeftOut_isNotMissed() {
        Chart chart = TestCharts.demo(
                "Chart.yaml",
                """
                apiVersion: v2
                name: demo
                version: 1.0.0
                dependencies: [{name: sub, version: 1.0.0, condition: sub.on}]
                """,
                "templates/x.yaml",
                "kind: A\n",
                "charts/sub/Chart.yaml",
                "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
                "charts/sub/values.schema.json",
                "{\"$ref\":\"https://example.org/schema.json\"}");
        assertThat(((Rendering.Documents) render(chart, "{\"sub\":{\"on\":false}}")).unchecked())
                .isEmpty();
        assertThat(unchecked(chart)).singleElement().asString().startsWith("`charts/sub/values.schema.json` refers");
    }

    @Test
    void schemaThatRefersToItselfOrToAKnownOne_isUsed() {
        for (String reference : List.of(
                "#/definitions/all",
                "values.schema.json#/definitions/all",
                "https://example.org/demo.json#/definitions/all")) {
            String schema = """
                {"$id": "https://example.org/demo.json", "$ref": "%s",
                 "definitions": {"all": {"properties": {"n": {"type": "integer"}}}}}
                """.formatted(reference);
            assertThat(failure(withSchema(schema), "{\"n\":\"many\"}").cause()).isEqualTo(Cause.VALUES);
        }
        String meta = "{\"properties\":{\"n\":{\"$ref\":\"http://json-schema.org/draft-07/schema#\"}}}";
        assertThat(unchecked(withSchema(meta))).isEmpty();
        assertThat(failure(withSchema(meta), "{\"n\":\"many\"}").cause()).isEqualTo(Cause.VALUES);
    }

    private static Chart withSchema(String schema) {
        return TestCharts.demo("values.schema.json", schema, "templates/x.yaml", "kind: A\n");
    }

    private static List<String> unchecked(Chart chart) {
        Rendering rendering = render(chart, "{}");
        documents(rendering);
        return ((Rendering.Documents) rendering).unchecked();
    }

    @Test
    void schemaWithAnId_isStillUsed() {
        Chart chart = TestCharts.demo("values.schema.json", """
            {"$id": "https://example.org/demo", "$ref": "#/definitions/all",
             "definitions": {"all": {"properties": {"n": {"type": "integer"}}}}}
            """, "templates/x.yaml", "kind: A\n");
        assertThat(failure(chart, "{\"n\":\"many\"}").cause()).isEqualTo(Cause.VALUES);
    }

    @Test
    void endlessLoop_isStopped() {
        Rendering.Failure failure =
                failure("{{ range $i, $e := until 2000000000 }}{{ range until 100000 }}{{ end }}{{ end }}");
        assertThat(failure.cause()).isEqualTo(Cause.LIMIT);
        assertNextChartRenders();
    }

    @Test
    void longLoopWithoutMemory_isStopped() {
        String loops = "{{ range until 10000 }}".repeat(3) + "{{ add 1 1 | quote }}" + "{{ end }}".repeat(3);
        Rendering.Failure failure =
                failure("{{ $x := 1 }}" + loops.replace("{{ add 1 1 | quote }}", "{{ $x = add $x 1 }}"));
        assertThat(failure.cause()).isEqualTo(Cause.LIMIT);
        assertThat(failure.why()).isEqualTo("it took more than 4 s");
        assertNextChartRenders();
    }

    @Test
    void chartThatAllocates_isStopped() {
        Rendering.Failure failure = failure(
                "{{ $x := repeat 1000 \"0123456789\" }}{{ range until 30 }}{{ $x = print $x $x }}{{ end }}v: {{ $x }}");
        assertThat(failure.cause()).isEqualTo(Cause.LIMIT);
        assertNextChartRenders();
    }

    @Test
    void endlessRecursion_isAFailure() {
        Rendering.Failure failure = failure("{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}");
        assertThat(failure.cause()).isIn(Cause.CHART, Cause.LIMIT);
        assertNextChartRenders();
    }

    @Test
    void endlessTemplateCalls_areAFailure() {
        Rendering.Failure failure = failure("{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}");
        assertThat(failure.cause()).isIn(Cause.CHART, Cause.LIMIT);
        assertNextChartRenders();
    }

    @Test
    void chartThatPanics_isAFailure() {
        assertThat(failure("{{ index (list) 5 }}").cause()).isEqualTo(Cause.CHART);
        assertThat(failure("{{ divf 1 0 | int | div 1 }}{{ fail \"end\" }}").cause())
                .isEqualTo(Cause.CHART);
        assertNextChartRenders();
    }

    @Test
    void longErrors_areReadInTime() {
        for (String text : List.of("a/", "a/templates/", "a/templates/b:1", " ", "x:1:", "\n---\n# Source: a\n")) {
            Rendering.Failure failure = failure("{{ fail (repeat 20000 " + quoted(text) + ") }}");
            assertThat(failure.cause()).isEqualTo(Cause.CHART);
            assertThat(failure.why()).contains("execution error at (demo/templates/x.yaml:1:3)");
        }
        assertNextChartRenders();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }

    @Test
    void regularExpression_thatWouldTakeForever_doesNot() {
        assertThat(value("regexMatch \"^(a+)+$\" (print (repeat 50000 \"a\") \"b\")"))
                .isEqualTo("false");
        assertThat(failure("{{ mustRegexMatch \"((a{0,900}){0,900}){0,900}\" \"a\" }}")
                        .cause())
                .isIn(Cause.CHART, Cause.LIMIT);
        assertNextChartRenders();
    }

    @Test
    void valuesOfAliasesOfAliases_areRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(10)));
        }
        Chart chart = TestCharts.demo("values.yaml", bomb.toString(), "templates/x.yaml", "kind: A\n");
        assertThat(failure(chart, "{}").cause()).isIn(Cause.CHART, Cause.LIMIT);
        assertNextChartRenders();
    }

    @Test
    void deeplyNestedValues_areRenderedOrRefused() {
        String values = "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000);
        Rendering rendering = render(TestCharts.demo("templates/x.yaml", "v: {{ toYaml .Values | len }}\n"), values);
        assertThat(rendering).isNotNull();
        assertNextChartRenders();
    }

    @Test
    void longOutput_isRefused() {
        Rendering.Failure failure = failure("kind: A\nv: {{ range until 200000 }}0123456789{{ end }}\n");
        assertThat(failure.cause()).isEqualTo(Cause.LIMIT);
        assertThat(failure.why()).isEqualTo("it renders to more than 1 MiB of manifests");
        assertNextChartRenders();
    }

    @Test
    void lookup_findsNothingAndAsksNobody() throws IOException {
        // where a client without a configuration would look for a cluster
        try (ServerSocket cluster = listener()) {
            assertThat(value("lookup \"v1\" \"Secret\" \"kube-system\" \"\"")).isEqualTo("{}");
            assertThat(value(
                            "tpl .Values.t .",
                            "{\"t\":\"{{ lookup \\\"v1\\\" \\\"Pod\\\" .Release.Name \\\"\\\" | len }}\"}"))
                    .isEqualTo("\"0\"");
            assertThat(value("(lookup \"v1\" \"Secret\" \"a\" \"b\").data | default \"none\""))
                    .isEqualTo("\"none\"");
            // a name that is put together while it renders is no word of the template
            String hidden =
                    "tpl (print \"{{ look\" \"up \\\"v1\\\" \\\"Secret\\\" \\\"a\\\" \\\"b\\\" | toJson }}\") .";
            Rendering.Failure failure = failure("v: {{ " + hidden + " }}\n");
            assertThat(failure.why()).contains("lookup");
            assertThat(isAsked(cluster)).isFalse();
        }
        assertNextChartRenders();
    }

    /** Where that port is taken, whoever has it is asked in vain, and any other port serves the rest of the test. */
    private static ServerSocket listener() throws IOException {
        try {
            return new ServerSocket(8080, 5, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        }
    }

    private static boolean isAsked(ServerSocket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void environment_isNotToBeSeen() {
        assertThat(failure("v: {{ env \"HOME\" }}").why()).contains("env");
        assertThat(failure("v: {{ expandenv \"$HOME\" }}").why()).contains("expandenv");
    }

    @Test
    void names_areNotResolved() {
        assertThat(value("getHostByName \"localhost\"")).isEqualTo("\"\"");
    }

    @Test
    void filesOutsideOfTheChart_areNotThere() {
        assertThat(value(".Files.Get \"/etc/passwd\"")).isEqualTo("\"\"");
        assertThat(value(".Files.Get \"../values.json\"")).isEqualTo("\"\"");
        assertThat(value(".Files.Get \"../../../../../../etc/passwd\"")).isEqualTo("\"\"");
        assertThat(value("len (.Files.Glob \"/etc/*\")")).isEqualTo("0");
    }

    @Test
    void chartsInTurn_seeNothingOfEachOther() {
        Chart first = TestCharts.demo(
                "templates/_a.tpl",
                "{{ define \"secret\" }}of the first{{ end }}",
                "secret.txt",
                "one",
                "templates/x.yaml",
                "kind: {{ include \"secret\" . }}\n");
        assertThat(documents(render(first, "{}"))).hasSize(1);
        assertThat(failure("kind: {{ include \"secret\" . }}\n").why()).contains("secret");
        assertThat(value(".Files.Get \"secret.txt\"")).isEqualTo("\"\"");
    }

    @Test
    void renderingsAtTheSameTime_areTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> results = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> value(".Values.n", "{\"n\":" + i + "}")))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(Integer.toString(i));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothing_isLeftOnDisk() throws IOException {
        Set<Path> before = folders();
        Path home;
        try (ChildRenderer renderer = new ChildRenderer(LIMITS)) {
            Chart chart = TestCharts.demo("templates/x.yaml", "kind: A\n");
            renderer.render(new RenderRequest(chart, "{}", "rel", "apps", Capabilities.DEFAULT));
            Set<Path> now = folders();
            now.removeAll(before);
            assertThat(now).hasSize(1);
            home = now.iterator().next();
            try (var files = Files.walk(home)) {
                assertThat(files.map(file -> home.relativize(file).toString()))
                        .map(path -> path.replaceFirst("worker\\d+", "worker"))
                        .containsExactlyInAnyOrder("", "lock", "worker", "worker/tmp", "worker/kubeconfig");
            }
        }
        assertThat(home).doesNotExist();
    }

    private static Set<Path> folders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("ksail-bot-charts"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void closedRenderer_rendersNothing() {
        ChildRenderer renderer = new ChildRenderer(LIMITS);
        renderer.close();
        Chart chart = TestCharts.demo("templates/x.yaml", "kind: A\n");
        Rendering rendering = renderer.render(new RenderRequest(chart, "{}", "rel", "apps", Capabilities.DEFAULT));
        assertThat(rendering)
                .isEqualTo(new Rendering.Failure(
                        Cause.UNAVAILABLE, "the process that renders charts is not there: it has been shut down", ""));
    }
}
