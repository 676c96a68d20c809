package io.github.ksailbot.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ksailbot.cli.InDirectory;
import io.github.ksailbot.cli.Run;
import io.github.ksailbot.engine.finding.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenderCommandTest extends InDirectory {
    private static final String RENDERED = """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
        spec:
          ports:
          - port: 8080
        """;

    private Path top = Path.of("");

    @BeforeEach
    void writeBaseAndOverlay() throws IOException {
        top = directory.toRealPath();
        write("base/service.yaml", SERVICE);
        write("base/kustomization.yaml", "resources: [service.yaml]\n");
        write("overlays/pro duction/kustomization.yaml", """
            namespace: shop
            resources: [../../base]
            patches:
              - path: port.yaml
                target: {kind: Service}
            """);
        write("overlays/pro duction/port.yaml", """
            - op: replace
              path: /spec/ports/0/port
              value: 8080
            """);
    }

    @Test
    void baseInASubmodule_isNamedAsOne() throws IOException {
        write("module/.git", "gitdir: ../.git/modules/module\n");
        write("module/base/kustomization.yaml", "resources: []\n");
        write("overlay/kustomization.yaml", "resources: [../module/base]\n");

        Run run = Run.of("render", top.resolve("overlay").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("`../module/base` lies in `module`, which is a submodule or a special file; those are not"
                        + " read.")
                .contains("[kustomize/unreadable]");
    }

    @Test
    void render_overlayOutsideOfARepository_readsItsBase() {
        assertThat(Run.of("render", overlay())).isEqualTo(new Run(0, RENDERED, ""));
    }

    @Test
    void render_severalDirectories_printsThemInTheirOrder() {
        String base = SERVICE.replace("    - port", "  - port");

        assertThat(Run.of("render", top.resolve("base").toString(), overlay()))
                .isEqualTo(new Run(0, base + "---\n" + RENDERED, ""));
    }

    @Test
    void render_origins_saysWhereEachValueWasWritten() {
        assertThat(Run.of("render", "--origins", "--root", top.toString(), overlay())
                        .out())
                .isEqualTo("""
                    apiVersion: v1 # base/service.yaml:1
                    kind: Service # base/service.yaml:2
                    metadata:
                      name: web # base/service.yaml:4
                      namespace: shop # namespace set in overlays/pro duction/kustomization.yaml:1
                    spec:
                      ports:
                      - port: 8080 # patched in overlays/pro duction/port.yaml:3, over base/service.yaml:7
                    """);
    }

    @Test
    void render_originsWithAWordBehind_takesItForADirectory() {
        assertThat(Run.of("render", "--root", top.toString(), "--origins", overlay())
                        .out())
                .contains("# patched in overlays/pro duction/port.yaml:3");
        assertThat(Run.of("render", "--origins=comments", overlay()))
                .isEqualTo(Run.of("render", overlay(), "--origins"));
        assertThat(Run.of("render", "--origins=xml", overlay()).err()).contains("--origins");
    }

    @Test
    void render_originsAsJson_areAsTheSchemaSays() throws IOException {
        write("base/kustomization.yaml", """
            resources: [service.yaml]
            configMapGenerator:
            - name: settings
              envs: [settings.env]
            """);
        write("base/settings.env", "A=1\nB=2\n");

        Run run = Run.of("render", "--origins=json", "--root", top.toString(), overlay());

        assertThat(run.exitCode()).isZero();
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.at("/directory").asText()).isEqualTo("overlays/pro duction");
        assertThat(document.at("/resources/0/id/kind").asText()).isEqualTo("ConfigMap");
        assertThat(document.at("/resources/0/values/2")).isEqualTo(new ObjectMapper().readTree("""
            {"path": "/data/B", "writer": "generator", "file": "base/kustomization.yaml", "line": 4, "column": 10,
             "over": [{"writer": "file", "file": "base/settings.env", "line": 2, "column": 1}]}
            """));
        assertThat(document.at("/resources/1/values/4")).isEqualTo(new ObjectMapper().readTree("""
            {"path": "/spec/ports/0/port", "writer": "patch", "file": "overlays/pro duction/port.yaml", "line": 3,
             "column": 10, "over": [{"writer": "file", "file": "base/service.yaml", "line": 7, "column": 13}]}
            """));
        String schema = Files.readString(Path.of("docs/origins.schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void render_writersOfTheSchema_areThoseOfTheEngine() throws IOException {
        JsonNode schema =
                new ObjectMapper().readTree(Path.of("docs/origins.schema.json").toFile());

        assertThat(schema.at("/$defs/writer/enum"))
                .map(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Writer.values()).map(OriginsReport::word).toList());
    }

    @Test
    void render_originsAsJsonIntoFiles_standBesideTheManifests() throws IOException {
        Path out = top.resolve("out");
        Path below = out.resolve(top.getRoot().relativize(top)).resolve("overlays");

        Run.of("render", "--origins=json", "--out", out.toString(), overlay());

        assertThat(below.resolve("pro duction.yaml")).hasContent(RENDERED);
        assertThat(below.resolve("pro duction.origins.json"))
                .hasContent(Run.of("render", "--origins=json", overlay()).out());

        Run.of("render", "--out", out.toString(), overlay());

        assertThat(below.resolve("pro duction.origins.json")).doesNotExist();
    }

    @Test
    void render_list_writesAFileForEachAndGoesOnAfterErrors() throws IOException {
        write("broken/kustomization.yaml", "resources: [absent.yaml]\n");
        write("list", top.resolve("broken") + "\n" + overlay() + "\n\n");
        Path out = top.resolve("out");

        Run run = Run.of("render", "--out", out.toString(), "@" + top.resolve("list"));

        Path below = out.resolve(top.getRoot().relativize(top));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(below.resolve("overlays/pro duction.yaml")).hasContent(RENDERED);
        assertThat(below.resolve("broken.yaml")).doesNotExist();
        assertThat(below.resolve("broken.error.txt"))
                .content()
                .isEqualTo(run.err())
                .isEqualTo("""
                    broken/kustomization.yaml:1:13: error: There is no `absent.yaml`. [kustomize/missing-file]
                        1 | resources: [absent.yaml]
                          |             ^
                            rendering %s
                            fix: Correct the path, add the file, or remove the entry.

                    """.formatted(top.resolve("broken")));
    }

    @Test
    void render_mendedDirectory_removesTheErrorsOfTheRunBefore() throws IOException {
        write("mended/kustomization.yaml", "resources: [service.yaml]\n");
        Path out = top.resolve("out");
        String[] command = {
            "render", "--out", out.toString(), top.resolve("mended").toString()
        };
        Path below = out.resolve(top.getRoot().relativize(top));

        assertThat(Run.of(command).exitCode()).isEqualTo(1);
        write("mended/service.yaml", SERVICE);

        assertThat(Run.of(command).exitCode()).isZero();
        assertThat(below.resolve("mended.error.txt")).doesNotExist();
        assertThat(below.resolve("mended.yaml")).exists();
    }

    @Test
    void render_gitRepository_isNotLeft() throws IOException {
        Files.createDirectories(top.resolve("overlays/.git"));

        Run run = Run.of("render", overlay());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("pro duction/kustomization.yaml:2:13: error: `../../base` leads out of");
    }

    @Test
    void render_fileAboveTheKustomization_needsTheLoadRestrictorOff() throws IOException {
        write("app/kustomization.yaml", "resources: [../base/service.yaml]\n");
        String app = top.resolve("app").toString();

        assertThat(Run.of("render", app).err()).contains("[kustomize/load-restriction]");
        assertThat(Run.of("render", app, "--load-restrictor", "LoadRestrictionsNone")
                        .exitCode())
                .isZero();
    }

    @Test
    void render_order_isLegacyUnlessAskedOtherwise() throws IOException {
        write("base/kustomization.yaml", "resources: [service.yaml, namespace.yaml]\n");
        write("base/namespace.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n");
        String base = top.resolve("base").toString();

        assertThat(Run.of("render", base).out()).containsSubsequence("kind: Namespace", "kind: Service");
        assertThat(Run.of("render", "--order", "declaration", base).out())
                .containsSubsequence("kind: Service", "kind: Namespace");
    }

    @Test
    void render_remoteBase_couldNotBeRenderedHere() throws IOException {
        write("remote/kustomization.yaml", "resources: ['https://github.com/example/app//base?ref=v1']\n");

        assertThat(Run.of("render", top.resolve("remote").toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void render_missingDirectoryOfAList_isItsOwnErrorAndTheRestGoesOn() throws IOException {
        Path absent = top.resolve("absent");
        Path file = top.resolve("base/service.yaml");
        Path list = top.resolve("list");
        Files.writeString(list, absent + "\n" + overlay() + "\n" + file + "\n");
        Path out = top.resolve("out");

        Run run = Run.of("render", "--out", out.toString(), "@" + list);

        Path below = out.resolve(top.getRoot().relativize(top));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(below.resolve("absent.error.txt")).hasContent("error: `" + absent + "` is not there.");
        assertThat(below.resolve("base/service.yaml.error.txt"))
                .hasContent("error: `" + file + "` is not a directory.");
        assertThat(below.resolve("overlays/pro duction.yaml")).hasContent(RENDERED);
    }

    @Test
    void render_directoryOutsideOfTheRoot_isItsOwnErrorAndTheRestGoesOn() {
        String root = top.resolve("base").toString();

        Run run = Run.of("render", "--root", root, overlay(), root);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEqualTo(SERVICE.replace("    - port", "  - port"));
        assertThat(run.err())
                .isEqualTo("error: `%s` does not lie in `%s`, which --root gives.%n".formatted(overlay(), root));
    }

    @Test
    void render_directoriesWhoseFilesWouldMeet_areRefusedBeforeAnythingIsWritten() throws IOException {
        write("base.yaml/c/kustomization.yaml", "namespace: shop\n");
        Path out = top.resolve("out");
        String base = top.resolve("base").toString();
        String meets = top.resolve("base.yaml/c").toString();

        Run run = Run.of("render", "--out", out.toString(), base, meets);

        assertThat(run)
                .isEqualTo(new Run(
                        2,
                        "",
                        "error: `%s` and `%s` would be written to the same place under --out; render them in two runs.%n"
                                .formatted(base, meets)));
        assertThat(out).doesNotExist();
    }

    @Test
    void render_fileOverALimit_couldNotBeRenderedHere() throws IOException {
        write("base/service.yaml", "a: " + "[".repeat(1000));

        Run run = Run.of("render", top.resolve("base").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("[yaml/limit]");
    }

    @Test
    void render_wrongCommand() {
        String absent = top.resolve("absent").toString();

        assertThat(Run.of("render").exitCode()).isEqualTo(2);
        assertThat(Run.of("render", absent)).isEqualTo(new Run(2, "", "error: `" + absent + "` is not there.\n"));
        assertThat(Run.of("render", "@" + absent).err())
                .isEqualTo("error: The list `" + absent + "` cannot be read.\n");
        assertThat(Run.of("render", "--root", overlay(), top.resolve("base").toString())
                        .err())
                .endsWith("which --root gives.\n");
    }

    private String overlay() {
        return top.resolve("overlays/pro duction").toString();
    }
}
