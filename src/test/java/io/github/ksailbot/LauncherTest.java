package io.github.ksailbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the jar, with a Java that only says what it was asked for. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path SCRIPT = Path.of("deploy/ksail-bot");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path script;

    @BeforeEach
    void install() throws IOException {
        Path java = Files.createDirectories(directory.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s|' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(directory.resolve("app"));
        script = Files.copy(SCRIPT, directory.resolve("app/ksail-bot"));
    }

    @Test
    void command_isRunByTheFirstCompiler_withItsArgumentsAsTheyAre() throws Exception {
        Path jar = jar();

        assertThat(run(script, "check", "a b", "", "*"))
                .isEqualTo("-XX:TieredStopAtLevel=1|-jar|" + jar + "|check|a b||*|");
    }

    @Test
    void server_isRunByBothCompilers() throws Exception {
        Path jar = jar();

        assertThat(run(script, "serve")).isEqualTo("-jar|" + jar + "|serve|");
    }

    @Test
    void link_leadsToTheJarBesideTheScript() throws Exception {
        Path jar = jar();
        Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("app/ksail-bot"));
        Path second = Files.createSymbolicLink(directory.resolve("second"), first);

        assertThat(run(second, "serve")).isEqualTo("-jar|" + jar + "|serve|");
    }

    @Test
    void withoutTheJar_theBuildIsNamed() throws Exception {
        assertThat(run(script, "check")).startsWith("error: ").contains("mvn -q -DskipTests package");
    }

    private Path jar() throws IOException {
        return Files.createFile(directory.toRealPath().resolve("app/quarkus-run.jar"));
    }

    private String run(Path command, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command.toString()));
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
