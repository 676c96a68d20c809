package io.github.ksailbot.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ksailbot.cli.InDirectory;
import io.github.ksailbot.cli.Run;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.outside.fetch.net.Reach;
import io.github.ksailbot.sandbox.registry.RegistryAccess;
import io.github.ksailbot.sandbox.registry.RegistryFault.Answer;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushCommandTest extends InDirectory {
    private static final String PASSWORD = "p@ss/w:ord";

    private final Map<String, String> variables = new HashMap<>();
    private SandboxRegistry registry = SandboxRegistry.start();

    @BeforeEach
    void writeRepository() throws IOException {
        Files.createDirectories(directory.resolve("k8s"));
        Files.writeString(directory.resolve("k8s/kustomization.yaml"), "resources: [app.yaml]\n");
        Files.writeString(
                directory.resolve("k8s/app.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\ndata: {x: '1'}\n");
        writeKsail("ksail.yaml", registry.authority() + "/acme/app:live");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void push_whatTheKsailFileSays() throws Exception {
        Run run = push("--config", file("ksail.yaml"));

        String digest = registry.digest("acme/app", "live").orElseThrow();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("pushed 2 files to " + registry.authority() + "/acme/app:live\ndigest " + digest + "\n");
        assertThat(run.err()).startsWith("registry " + registry.authority() + "/acme/app (from ksail.yaml)\n");
        assertThat(registry.tags("acme/app")).containsExactly("live");
    }

    @Test
    void push_again_isUnchanged() throws Exception {
        push("--config", file("ksail.yaml"));
        registry.forgetRequests();

        Run run = push("--config", file("ksail.yaml"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("unchanged: ");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void push_ofACommit_namesIt() throws Exception {
        String commit = commitOfARemote();

        JsonNode json = new JsonMapper()
                .readTree(
                        push("--config", file("ksail.yaml"), "--output", "json").out());

        assertThat(json.path("revision").asText()).isEqualTo("main@sha1:" + commit);
        assertThat(json.path("tags").toString()).isEqualTo("[\"sha-" + commit + "\",\"live\"]");
        assertThat(new String(
                        registry.manifest("acme/app", "live").orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"org.opencontainers.image.source\":\"https://github.example/acme/app.git\"");
    }

    @Test
    void push_ofFilesThatAreNotCommitted_namesNoCommit() throws Exception {
        commitOfARemote();
        Files.writeString(directory.resolve("k8s/new.yaml"), "x: 1\n");

        JsonNode json = new JsonMapper()
                .readTree(
                        push("--config", file("ksail.yaml"), "--output", "json").out());

        assertThat(json.path("revision").asText()).isEmpty();
        assertThat(json.path("files").asInt()).isEqualTo(3);
    }

    @Test
    void json_isAsItsSchemaSays() throws Exception {
        JsonNode json = validJson(push("--config", file("ksail.yaml"), "--output", "json"));

        assertThat(json.path("attempts")).isEmpty();
    }

    @Test
    void attemptsThatFail_areInTheReport() throws Exception {
        registry.faults().next("PUT", "/manifests/live", Answer.of(503, "UNAVAILABLE"));
        Run run = push("--config", file("ksail.yaml"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Attempt 1 of 3 failed: ").contains(" Trying again in 5 s");
        assertThat(run.out()).contains("\nattempt 1 failed: ").contains("503");

        Files.writeString(directory.resolve("k8s/new.yaml"), "x: 1\n");
        registry.faults().next("PUT", "/manifests/live", Answer.of(503, "UNAVAILABLE"));
        JsonNode json = validJson(push("--config", file("ksail.yaml"), "--output", "json"));
        assertThat(json.path("outcome").asText()).isEqualTo("pushed");
        assertThat(json.path("attempts")).singleElement().satisfies(attempt -> {
            assertThat(attempt.path("number").asInt()).isEqualTo(1);
            assertThat(attempt.path("cause").asText()).contains("503");
            assertThat(attempt.path("waitSeconds").asInt()).isEqualTo(5);
        });
    }

    @Test
    void pushThatNoAttemptGetsThrough_isReportedToPrograms() throws Exception {
        registry.faults().next(3, request -> request.path().endsWith("/manifests/live"), Answer.of(503, "UNAVAILABLE"));
        Run run = push("--config", file("ksail.yaml"), "--output", "json");
        assertThat(run.exitCode()).isEqualTo(2);
        JsonNode json = validJson(run);
        assertThat(json.path("outcome").asText()).isEqualTo("failed");
        assertThat(json.path("failure").asText()).contains("503");
        assertThat(json.path("attempts")).hasSize(2);
        assertThat(registry.digest("acme/app", "live")).isEmpty();
    }

    private static JsonNode validJson(Run run) throws IOException {
        String schema = Files.readString(Path.of("docs/push-output.schema.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void reference_onTheCommandLineWins() throws Exception {
        Run run = push("--config", file("ksail.yaml"), "oci://" + registry.authority() + "/my-app/base:v1");

        assertThat(run.exitCode()).isZero();
        assertThat(registry.tags("my-app/base")).containsExactly("v1");
    }

    @Test
    void reference_withoutTag_takesTheUsualOne() throws Exception {
        push("--config", file("ksail.yaml"), "oci://" + registry.authority() + "/my-app");

        assertThat(registry.tags("my-app")).containsExactly("live");
    }

    @Test
    void reference_toAnotherHost_getsNoCredentials() throws Exception {
        SandboxRegistry other = SandboxRegistry.start(0, new RegistryAccess.Basic("bot", PASSWORD));
        try {
            variables.put("TOKEN", PASSWORD);
            writeKsail("ksail.yaml", "bot:${TOKEN}@" + registry.authority() + "/acme/app");

            Run run = push("--config", file("ksail.yaml"), "oci://" + other.authority() + "/acme/app:dev");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("wants credentials").doesNotContain(PASSWORD);
            assertThat(other.requests())
                    .allSatisfy(request -> assertThat(request.authorization()).isNull());
        } finally {
            other.close();
        }
    }

    @Test
    void credentials_comeFromTheUsersEnvironment() throws Exception {
        registry.close();
        registry = SandboxRegistry.start(0, new RegistryAccess.Basic("bot", PASSWORD));
        variables.put("TOKEN", PASSWORD);
        writeKsail("ksail.yaml", "bot:${TOKEN}@" + registry.authority() + "/acme/app");

        Run run = push("--config", file("ksail.yaml"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
    }

    @Test
    void credentials_areIncomplete_failsBeforeAnythingIsSent() throws Exception {
        writeKsail("ksail.yaml", "bot:${TOKEN}@" + registry.authority() + "/acme/app");

        Run run = push("--config", file("ksail.yaml"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("incomplete: the variable `TOKEN` has no value");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void registry_fromOptionAndVariable() throws Exception {
        variables.put("KSAIL_REGISTRY", registry.authority() + "/from/variable:v");

        push("--config", file("ksail.yaml"));
        push("--config", file("ksail.yaml"), "--registry", registry.authority() + "/from/option");

        assertThat(registry.tags("from/variable")).containsExactly("v");
        assertThat(registry.tags("from/option")).containsExactly("dev");
    }

    @Test
    void path_ofAnotherDirectory() throws Exception {
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("only.yaml"), "x: 1\n");

        Run run = push("--config", file("ksail.yaml"), "--path", other.toString());

        assertThat(run.out()).startsWith("pushed 1 files");
    }

    @Test
    void environment_byName() throws Exception {
        writeKsail("ksail.prod.yaml", registry.authority() + "/acme/prod:prod");

        push("--config", file("ksail.yaml"), "--env", "prod");
        push("--config", file("ksail.prod.yaml"));

        assertThat(registry.tags("acme/prod")).containsExactly("prod");
        assertThat(registry.tags("acme/app")).isEmpty();
    }

    @Test
    void environment_unknown() {
        Run run = push("--config", file("ksail.yaml"), "--env", "nowhere");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no environment `nowhere`").contains("there are: default");
    }

    @Test
    void validate_findsSomething_pushesNothing() throws Exception {
        Files.writeString(
                directory.resolve("k8s/app.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: [1]\n");

        Run run = push("--config", file("ksail.yaml"), "--validate");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("k8s/app.yaml:4").contains("nothing was pushed");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void validate_findsNothing() {
        assertThat(push("--config", file("ksail.yaml"), "--validate").exitCode())
                .isZero();
    }

    @Test
    void source_isNotThere() throws Exception {
        Files.delete(directory.resolve("k8s/app.yaml"));
        Files.delete(directory.resolve("k8s/kustomization.yaml"));
        Files.delete(directory.resolve("k8s"));

        Run run = push("--config", file("ksail.yaml"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the repository has no directory `k8s`");
    }

    private Run push(String... arguments) {
        return Run.of(
                new Surroundings(variables, Reach.INTERNET, pause -> {}),
                Stream.concat(Stream.of("push"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void writeKsail(String name, String reference) throws IOException {
        Files.writeString(
                directory.resolve(name),
                "apiVersion: ksail.io/v1alpha1\n"
                        + "kind: Cluster\n"
                        + "spec:\n"
                        + "  cluster:\n"
                        + "    localRegistry:\n"
                        + "      registry: \""
                        + reference + "\"\n");
    }

    private String commitOfARemote() throws GitAPIException, IOException {
        try (Git git = git()) {
            StoredConfig config = git.getRepository().getConfig();
            config.setString("remote", "origin", "url", "https://me:token@github.example/acme/app.git");
            config.save();
        }
        return commit();
    }
}
