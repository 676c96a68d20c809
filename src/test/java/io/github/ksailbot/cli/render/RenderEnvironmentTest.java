package io.github.ksailbot.cli.render;

import static io.github.ksailbot.engine.flux.FluxText.kustomization;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ksailbot.cli.InDirectory;
import io.github.ksailbot.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenderEnvironmentTest extends InDirectory {
    @BeforeEach
    void writeRepository() throws IOException {
        write("clusters/prod/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/prod", ""));
        write("clusters/prod/apps.yaml", kustomization("apps", "./apps", "  dependsOn: [{name: infra}]\n"));
        write("clusters/prod/infra.yaml", kustomization("infra", "./infra", ""));
        write("clusters/dev/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/dev", ""));
        write("apps/map.yaml", map("web"));
        write("infra/map.yaml", map("base"));
    }

    @Test
    void anEnvironment_isPrintedInTheOrderInWhichItIsApplied() {
        Run run = render("--env", "prod");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().filter(line -> line.startsWith("  name: ")))
                .containsExactly("  name: apps", "  name: flux-system", "  name: infra", "  name: base", "  name: web");
    }

    @Test
    void aKustomization_isPrintedAsItIsApplied() {
        Run run = render("--flux-kustomization", "flux-system/apps");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n");
    }

    @Test
    void aName_thatIsNotThere_orNotOnlyOnce_isRefused() {
        assertThat(render("--env", "stage").err()).contains("there are: dev, prod");
        Run nobody = render("--flux-kustomization", "flux-system/nobody");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("flux-system/apps", "flux-system/infra");
        assertThat(render("--flux-kustomization", "flux-system/flux-system").err())
                .contains("--env");
    }

    @Test
    void findings_goToStandardError_andMakeTheExitCode() throws IOException {
        write("apps/kustomization.yaml", "resources: [gone.yaml]\n");

        Run run = render("--env", "prod");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("apps/kustomization.yaml:1", "kustomize/missing-file");
    }

    @Test
    void theGraph_isJson_asItsSchemaSays() throws IOException {
        Run run = render("--graph=json");

        String schema = Files.readString(Path.of("docs/graph-output.schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        JsonNode environments = new ObjectMapper().readTree(run.out()).get("environments");
        assertThat(environments).extracting(one -> one.get("name").asText()).containsExactly("dev", "prod");
        assertThat(environments.get(1).get("nodes"))
                .extracting(node ->
                        node.get("name").asText() + " " + node.get("state").asText())
                .containsExactly("flux-system rendered", "infra rendered", "apps rendered");
    }

    @Test
    void theGraph_isMermaid_whereNoNameEndsALabel() throws IOException {
        write("clusters/prod/other.yaml", kustomization("\"a\\\"] --> x\"", "./gone", ""));

        String out = render("--env", "prod", "--graph").out();

        assertThat(out).startsWith("flowchart LR\n").contains("Kustomization<br/>flux-system/apps<br/>1 objects");
        assertThat(out).contains("a#34;#93; --#62; x<br/>failed\"]:::failed").doesNotContain("a\"]");
        assertThat(out.lines().filter(line -> line.contains("-.->"))).hasSize(1);
    }

    @Test
    void whatIsNotFetched_isNotRenderedInTheGraph_andHasNotFailed() throws IOException {
        write("apps/kustomization.yaml", "resources: [\"https://example.org/org/base.git?ref=v1\"]\n");
        write("infra/kustomization.yaml", "resources: [gone.yaml]\n");

        JsonNode nodes = new ObjectMapper()
                .readTree(render("--env", "prod", "--graph=json").out())
                .get("environments")
                .get(0)
                .get("nodes");

        assertThat(nodes)
                .extracting(node ->
                        node.get("name").asText() + " " + node.get("state").asText())
                .containsExactly("flux-system rendered", "infra failed", "apps not-rendered");
        assertThat(nodes.get(2).get("reason").asText())
                .contains("https://example.org/org/base.git?ref=v1", "It was not fetched");
    }

    @Test
    void anEnvironmentThatIsNotRendered_isNotCompleteInTheGraph() throws IOException {
        write("clusters/prod/kustomization.yaml", "resources: [gone.yaml]");

        JsonNode environments =
                new ObjectMapper().readTree(render("--graph=json").out()).get("environments");
        assertThat(environments)
                .extracting(one ->
                        one.get("name").asText() + " " + one.get("complete").asBoolean())
                .containsExactly("dev true", "prod false");
        assertThat(render("--graph").out()).contains("[\"prod<br/>failed\"])");
    }

    @Test
    void aKeyFileThatIsNone_isRefused() throws IOException {
        write("key.txt", "hush\n");

        Run run = render(
                "--env", "prod", "--age-key-file", directory.resolve("key.txt").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("key.txt").doesNotContain("hush");
    }

    @Test
    void withoutPathAndEnvironment_theCommandIsWrong() {
        assertThat(Run.of("render").exitCode()).isEqualTo(2);
        assertThat(Run.of("render").err()).contains("PATH");
    }

    private Run render(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "render";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 1] = directory.toString();
        return Run.of(all);
    }

    private static String map(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }
}
