package io.github.ksailbot.cli.check;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.PrettyReport;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.cli.console.ReportForm;
import io.github.ksailbot.cli.local.LocalRenderer;
import io.github.ksailbot.cli.local.LocalSources;
import io.github.ksailbot.cli.local.RenderOptions;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.engine.verdict.Judgement;
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
public final class CheckCommand implements Callable<Integer> {
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
            description = "pretty (the default) or json. The JSON is described by docs/check-output.schema.json.")
    private ReportForm output = ReportForm.PRETTY;

    @Mixin
    private final RenderOptions options;

    public CheckCommand(Surroundings surroundings) {
        this.options = new RenderOptions(surroundings);
    }

    @Override
    public Integer call() throws IOException, CommandException {
        try (LocalSources sources = LocalSources.open(directory, base, head);
                LocalRenderer renderer = options.open(directory)) {
            if (base != null && head == null && sources.hasUncommittedChanges()) {
                note("the committed state is judged; the work tree has changes that are not committed");
            }
            if (sources.isUnrelated()) {
                note("`" + base + "` has no commit in common with what is judged, so that everything counts as new. In"
                        + " a shallow clone, fetch more of the history.");
            }
            Judgement judgement = renderer.judge()
                    .scanning(InstantSource.system())
                    .judge(sources.head(), sources.settings(), sources.mergeBase());
            var out = spec.commandLine().getOut();
            switch (output) {
                case PRETTY -> new PrettyReport(out, sources.head()).print(judgement);
                case JSON -> JsonReport.print(judgement, out);
            }
            out.flush();
            return ExitCode.of(judgement.verdict());
        }
    }

    private void note(String text) {
        spec.commandLine().getErr().println("note: " + Printable.of(text));
    }
}
