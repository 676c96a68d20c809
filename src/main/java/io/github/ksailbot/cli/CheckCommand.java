package io.github.ksailbot.cli;

import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.outside.chart.Charts;
import io.github.ksailbot.outside.fetch.Outside;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verdict of the pull request gate, without GitHub. */
@Command(
        name = "check",
        description = {
            "Renders and validates every environment of a directory, or judges a branch of a Git repository as a pull"
                    + " request.",
            "",
            "Exit code: 0 clean, 1 findings, 2 could not check."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    /** How a verdict is printed. */
    enum Output {
        PRETTY,
        JSON
    }

    @Mixin
    private final FetchOptions fetch = new FetchOptions();

    @Mixin
    private final AgeKeyOptions keys = new AgeKeyOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "The repository, or a directory with manifests. Default: the current directory.")
    private Path directory = Path.of(".");

    @Option(
            names = "--base",
            paramLabel = "REF",
            description = "Judge as a pull request into this branch or commit: its ksail files give the settings, and"
                    + " findings that the merge base has are not new.")
    private @Nullable String base;

    @Option(
            names = "--head",
            paramLabel = "REF",
            description = "The commit to judge instead of the files in the directory. Default with --base: HEAD, the"
                    + " committed state.")
    private @Nullable String head;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "${COMPLETION-CANDIDATES}. The JSON is described by docs/check-output.schema.json.")
    private Output output = Output.PRETTY;

    @Override
    public Integer call() throws IOException, CheckSourcesException {
        try (CheckSources sources = CheckSources.open(directory, base, head);
                Charts charts = new Charts()) {
            if (base != null && head == null && sources.hasUncommittedChanges()) {
                spec.commandLine()
                        .getErr()
                        .println("note: the committed state is judged; the work tree has changes that are not"
                                + " committed");
            }
            Outside outside = fetch.outside();
            RenderSettings settings = RenderSettings.DEFAULT
                    .withAddresses(OriginAddress.of(directory))
                    .withFetcher(outside.fetcher())
                    .withKeys(keys.keys())
                    .withCharts(charts.tools(outside.charts()));
            TreeJudge judge = TreeJudge.create(TracedMemo.ofDefaultSize(), new SchemaValidator(), settings)
                    .scanning(InstantSource.system());
            Judgement judgement = judge.judge(sources.head(), sources.settings(), sources.mergeBase());
            var out = spec.commandLine().getOut();
            switch (output) {
                case PRETTY -> new PrettyReport(out, sources.head()).print(judgement);
                case JSON -> JsonReport.print(judgement, out);
            }
            out.flush();
            return ExitCode.of(judgement.verdict());
        }
    }
}
