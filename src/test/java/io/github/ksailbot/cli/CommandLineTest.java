package io.github.ksailbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common. */
class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        chek                          | Unmatched argument at index 0: 'chek'
        check --bse main              | Unknown option: '--bse'
        check --output yaml           | --output is one of pretty, json, not `yaml`.
        scan --format yaml            | --format is one of pretty-printer, json, sarif, junit, html, not `yaml`.
        render --order apply .          | --order is one of declaration, legacy, not `apply`.
        render --load-restrictor x .    | --load-restrictor is one of LoadRestrictionsRootOnly, LoadRestrictionsNone, not `x`.
        render --graph=dot            | --graph is one of mermaid, json, not `dot`.
        scan --compliance-threshold 200 | --compliance-threshold must be between 0 and 100, got 200.00
        check --fetch https://a.b     | `https://a.b` is no host to fetch from: write HOST, HOST:PORT or *.DOMAIN
        render --env prod --order legacy . | --order is for directories; an environment says itself how it is rendered, and is printed.
        check --kube-version latest .   | --kube-version is a version such as v1.33.0, not `latest`.
        render --env prod a b         | One repository is rendered at a time: write one PATH.
        """)
    void wrongCommand_isOneSentence_andTheWayToTheHelp(String arguments, String message) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().findFirst()).hasValue("error: " + message);
        assertThat(run.err().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("See `ksail-bot ")
                .endsWith("--help`.");
    }

    @Test
    void misspelledCommand_isGuessed() {
        assertThat(Run.of("chek").err()).contains("Did you mean: ksail-bot check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "render", "scan", "push", "reconcile", "serve"})
    void help_hasNoUnresolvedVariables_andFitsTheTerminal(String command) {
        Run run = Run.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: ksail-bot " + command + " [OPTIONS]")
                .doesNotContain("null", "${");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "render", "scan", "push", "reconcile"})
    void help_namesWhatRenderingMayUse(String command) {
        assertThat(Run.of(command, "--help").out())
                .contains("--fetch=", "--fetch-cache=", "--age-key-file=", "--kube-version=", "--api-versions=");
    }

    @Test
    void file_thatCannotBeWritten_isNamed_withTheReason() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Files.writeString(directory.resolve("map.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        Run run = Run.of(
                "scan",
                directory.toString(),
                "--output",
                file.resolve("report.json").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: `" + file).doesNotContain("Exception");
    }

    @Test
    void output_thatCannotBeWritten_isNeverClean() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode = KsailBotCommand.run(args -> 0, failing("No space left on device"), err, "--help");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("error: The output cannot be written: No space left on device.\n");
    }

    @Test
    void reader_thatHasHadEnough_isNotComplainedAbout() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode = KsailBotCommand.run(args -> 0, failing("Broken pipe"), err, "--help");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.size()).isZero();
    }

    @Test
    void tooLittleMemory_orAFault_isNoFinding() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(ending(new OutOfMemoryError("Java heap space"), err)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: Java has too little memory for this: Java heap space.");
        err.reset();
        assertThat(ending(new StackOverflowError(), err)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: This is a fault of the program.");
    }

    private static int ending(Error error, OutputStream err) {
        return KsailBotCommand.run(
                args -> {
                    throw error;
                },
                OutputStream.nullOutputStream(),
                err,
                "serve");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
