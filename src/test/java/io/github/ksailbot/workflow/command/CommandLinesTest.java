package io.github.ksailbot.workflow.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.EnvironmentName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
    private static final EnvironmentName PROD = new EnvironmentName("prod");

    private final CommandLines lines = new CommandLines();

    private List<CommandLine> in(String comment) {
        return lines.in(comment);
    }

    private String mistake(String comment) {
        List<CommandLine> found = in(comment);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).command()).isNull();
        return found.get(0).mistake();
    }

    @Test
    void commands_onePerLineAmongText_areFoundInOrder() {
        assertThat(
                        in(
                                "Let us see.\n/ksail push prod\nand then\n\n/ksail   reconcile\tprod --exclude b,a --timeout=90s  \n"))
                .extracting(CommandLine::command)
                .containsExactly(
                        new Command.Push(PROD), new Command.Reconcile(PROD, Set.of("a", "b"), Duration.ofSeconds(90)));
    }

    @Test
    void commands_withWindowsLineEnds_areFound() {
        assertThat(in("/ksail status\r\n/ksail help\r\n"))
                .extracting(CommandLine::command)
                .containsExactly(new Command.Status(), new Command.Help());
    }

    @Test
    void flags_mayComeBeforeTheEnvironment() {
        assertThat(in("/ksail reconcile --timeout 1h prod"))
                .extracting(CommandLine::command)
                .containsExactly(new Command.Reconcile(PROD, Set.of(), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> /ksail push prod",
                "> said\n/ksail push prod",
                "```\n/ksail push prod\n```",
                "~~~\n/ksail push prod",
                "````\n```\n/ksail push prod\n```\n````",
                "    /ksail push prod",
                "\t/ksail push prod",
                " /ksail push prod",
                "`/ksail push prod`",
                "text `and\n/ksail push prod\nmore` text",
                "<!-- \n/ksail push prod\n-->",
                "<!--\n\n/ksail push prod\n\n-->",
                "words <!--\n/ksail push prod\n--> words",
                "<details>\n/ksail push prod\n</details>",
                "<pre>\n\n/ksail push prod\n\n</pre>",
                "- /ksail push prod",
                "- item\n/ksail push prod",
                "1. item\n\n   /ksail push prod",
                "# /ksail push prod",
                "/ksail push prod\n---",
                "**bold\n/ksail push prod\nbold**",
                "[link\n/ksail push prod\n](https://example.org)",
                "please /ksail push prod",
                "\\/ksail push prod",
                "/ksailing push prod",
                "/ksail-bot push prod",
                "//ksail push prod",
                "/ksail/push prod",
                "",
                "nothing at all"
            })
    void text_thatIsNoCommand_isPassedOver(String comment) {
        assertThat(in(comment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ksail push pr\u200bod",
                "/ks\u200bail push prod",
                "\u202e/ksail push prod",
                "/ks\u0430il push prod",
                "/ksa\u0456l push prod",
                "\uff0fksail push prod",
                "/ksail\u00a0push prod",
                "/ksail push prod\u2028/ksail push local",
                "/ksail push \u0440rod",
                "/ks\u00e4il push prod"
            })
    void line_thatLooksLikeACommandAndIsNone_isRefused(String comment) {
        assertThat(mistake(comment)).contains("cannot be seen or that look like others");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ksail | A command is missing. `/ksail help` lists them.",
                "/KSail push prod | Commands begin with `/ksail`, in lower case and followed by a space.",
                "/ksail pusch prod | `pusch` is no command; did you mean `push`? `/ksail help` lists them.",
                "/ksail push | The environment is missing. It is written `/ksail push ENV`.",
                "/ksail push prod; rm -rf | It takes no flags. It is written `/ksail push ENV`.",
                "/ksail push prod; | `prod;` cannot be the name of an environment. It is written `/ksail push ENV`.",
                "/ksail push $(id) | `$(id)` cannot be the name of an environment. It is written `/ksail push ENV`.",
                "/ksail push ../../x | `../../x` cannot be the name of an environment. It is written `/ksail push ENV`.",
                "/ksail push Prod | `Prod` cannot be the name of an environment. It is written `/ksail push ENV`.",
                "/ksail push prod local | It is about one environment, but `local` follows. It is written `/ksail push ENV`.",
                "/ksail push --config=../x prod | It takes no flags. It is written `/ksail push ENV`.",
                "/ksail status prod | It takes no arguments, but `prod` follows. It is written `/ksail status`.",
            })
    void line_withAMistake_saysWhatIsWrong(String line, String mistake) {
        assertThat(mistake(line)).isEqualTo(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-f | `-f` is no flag.",
                "--exlude a | `--exlude` is no flag; did you mean `--exclude`?",
                "--exclude | `--exclude` has no value.",
                "--exclude --timeout 1m | `--exclude` has no value.",
                "--exclude a,,b | `` cannot be the name of what is excluded.",
                "--exclude A | `A` cannot be the name of what is excluded.",
                "--exclude a --exclude b | `--exclude` is there twice.",
                "--timeout 9s | `9s` is no time between 10s and 1h.",
                "--timeout 99999h | `99999h` is no time between 10s and 1h.",
                "--timeout -1m | `--timeout` has no value.",
                "--timeout 1m30s | `1m30s` is no time between 10s and 1h.",
            })
    void flag_ofWrongShape_saysWhatIsWrong(String flags, String mistake) {
        assertThat(mistake("/ksail reconcile prod " + flags))
                .isEqualTo(mistake + " It is written `" + Command.Verb.RECONCILE.usage() + "`.");
    }

    @Test
    void line_overTheLimit_isRefusedAndCut() {
        CommandLine line = in("/ksail push " + "a".repeat(10_000)).get(0);

        assertThat(line.mistake()).startsWith("The line is longer than 500 characters");
        assertThat(line.text()).hasSize(500);
    }

    @Test
    void comment_withManyCommands_isReadUpToALimit() {
        List<CommandLine> found = in("/ksail status\n".repeat(500));

        assertThat(found).hasSize(11);
        assertThat(found.get(10).mistake()).isEqualTo("A comment may hold 10 commands; the rest was not read.");
    }

    @Test
    void comment_overGitHubsLimit_isNotRead() {
        assertThat(in("/ksail status\n" + "x".repeat(70_000))).isEmpty();
    }
}
