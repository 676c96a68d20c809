package io.github.ksailbot.cli.delivery;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.PrettyReport;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.cli.console.ReportForm;
import io.github.ksailbot.cli.local.ChosenEnvironment;
import io.github.ksailbot.cli.local.EnvironmentOptions;
import io.github.ksailbot.cli.local.LocalRenderer;
import io.github.ksailbot.cli.local.RenderOptions;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.cli.local.WorkTreeRevision;
import io.github.ksailbot.delivery.artifact.ArtifactException;
import io.github.ksailbot.delivery.artifact.ArtifactForm;
import io.github.ksailbot.delivery.artifact.ArtifactLimits;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.artifact.BranchHistory;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.artifact.PushOptions;
import io.github.ksailbot.delivery.registry.RegistryException;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An environment's source directory to its registry, as the bot does it after a merge. */
@Command(
        name = "push",
        description = {
            "Packs an environment's source directory as an OCI artifact and pushes it to its registry.",
            "",
            "Exit code: 0 pushed or unchanged, 1 findings (with --validate), 2 could not push."
        },
        mixinStandardHelpOptions = true)
public final class PushCommand implements Callable<Integer> {
    private final Map<String, String> variables;
    private final Pause pause;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "REFERENCE",
            arity = "0..1",
            description =
                    "oci://host[:port]/repository[/variant][:tag], instead of what the ksail file says. Credentials"
                            + " are used for the host that they were given for only.")
    private @Nullable String reference;

    @Option(
            names = "--path",
            paramLabel = "DIR",
            description = "The directory to push. Default: the source directory of the environment.")
    private @Nullable Path path;

    @Option(
            names = "--registry",
            paramLabel = "REGISTRY",
            description =
                    "[user[:password]@]host[:port][/path[:tag]], instead of what the ksail file says; variables in"
                            + " it are replaced as there. Also from KSAIL_REGISTRY.")
    private @Nullable String registry;

    @Option(
            names = "--validate",
            description = "Render and validate first, as check does, and push nothing if that fails.")
    private boolean validate;

    @Mixin
    private final EnvironmentOptions options = new EnvironmentOptions();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (the default) or json. The JSON is described by docs/push-output.schema.json.")
    private ReportForm output = ReportForm.PRETTY;

    @Mixin
    private final RenderOptions rendering;

    public PushCommand(Surroundings surroundings) {
        this.variables = surroundings.variables();
        this.pause = surroundings.pause();
        this.rendering = new RenderOptions(surroundings);
    }

    @Override
    public Integer call()
            throws CommandException, RegistrySettingException, ArtifactException, SourceException, IOException {
        ChosenEnvironment chosen = options.chosen(variables);
        PushTarget target = PushTarget.of(chosen.environment(), reference, registry, variables);
        PrintWriter err = spec.commandLine().getErr();
        say(err, "registry " + target.target().syncRepository() + " (from " + target.origin() + ")");
        if (validate) {
            Verdict verdict = verdict(chosen);
            if (verdict != Verdict.PASSED) {
                return ExitCode.of(verdict);
            }
        }
        Path temporary = Files.createTempDirectory("ksail-bot-push-");
        try (PackedArtifact artifact = pack(chosen, temporary)) {
            PushAttempts attempts = new PushAttempts(err);
            PushReport report = new PushReport(chosen.environment().name().value(), target, artifact.files(), attempts);
            PrintWriter out = spec.commandLine().getOut();
            try {
                Publication publication = publish(chosen, target, artifact, attempts);
                switch (output) {
                    case PRETTY -> report.print(publication, out);
                    case JSON -> report.printJson(publication, out);
                }
            } catch (RegistryException e) {
                if (output == ReportForm.JSON) {
                    report.printJson(e, out);
                }
                throw e;
            }
            return ExitCode.CLEAN;
        } finally {
            Files.delete(temporary);
        }
    }

    private Verdict verdict(ChosenEnvironment chosen) throws IOException {
        Judgement judgement;
        try (LocalRenderer renderer = rendering.open(chosen.root())) {
            judgement = renderer.judge().judge(chosen.tree(), chosen.tree(), null);
        }
        if (judgement.verdict() != Verdict.PASSED) {
            PrintWriter err = spec.commandLine().getErr();
            new PrettyReport(err, chosen.tree()).print(judgement);
            say(err, "nothing was pushed");
        }
        return judgement.verdict();
    }

    private PackedArtifact pack(ChosenEnvironment chosen, Path temporary)
            throws ArtifactException, SourceException, IOException {
        ArtifactPacker packer = new ArtifactPacker(ArtifactLimits.DEFAULT, temporary);
        ArtifactForm form = ArtifactForm.of(chosen.environment().engine());
        if (path == null) {
            return packer.pack(chosen.tree(), chosen.environment().sourceDirectory(), form);
        }
        SourceTree tree = DirectorySourceTree.of(path);
        return packer.pack(tree, SourcePath.ROOT, form);
    }

    private Publication publish(
            ChosenEnvironment chosen, PushTarget target, PackedArtifact artifact, PushAttempts attempts)
            throws RegistrySettingException, IOException {
        ArtifactRevision revision = WorkTreeRevision.of(
                path == null ? chosen.root() : path.toAbsolutePath(),
                target.target().repository());
        // Who pushes from here means what lies here, whatever the branch says.
        return new ArtifactPublisher(new RegistryHttp(options.registry()), Clock.systemUTC(), pause)
                .publish(
                        target.target(),
                        artifact,
                        revision,
                        BranchHistory.NONE,
                        PushOptions.NONE,
                        attempts,
                        () -> false);
    }

    private static void say(PrintWriter err, String line) {
        err.println(Printable.of(line));
        err.flush();
    }
}
