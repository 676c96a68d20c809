package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.local.LocalRenderer;
import io.github.ksailbot.cli.local.RenderOptions;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.LoadRule;
import io.github.ksailbot.engine.kustomize.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code kustomize build} prints, for one directory or very many. */
@Command(
        name = "render",
        description = {
            "Prints what `kustomize build` prints for each directory, without running anything, or what the cluster of"
                    + " an environment gets.",
            "",
            "Exit code: 0 rendered, 1 findings, 2 could not be rendered here, or the command was wrong."
        },
        mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer> {
    /** Which files a kustomization may read, in kustomize's words. */
    enum LoadRestrictor {
        ROOT_ONLY("LoadRestrictionsRootOnly", LoadRule.KUSTOMIZATION_ROOT),
        NONE("LoadRestrictionsNone", LoadRule.SOURCE_ROOT);

        private final String word;
        private final LoadRule rule;

        LoadRestrictor(String word, LoadRule rule) {
            this.word = word;
            this.rule = rule;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Directories with a kustomization; @FILE names a file with one directory a line. With --env,"
                    + " --flux-kustomization, --application or --graph: the repository.")
    private List<String> paths = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write DIR/a/b.yaml for the directory /a/b, or DIR/a/b.error.txt with what is wrong, instead of"
                            + " printing.")
    private @Nullable Path out;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "Nothing outside of this directory is read. Default: the top of the Git repository that holds a"
                            + " path.")
    private @Nullable Path root;

    @Option(
            names = "--load-restrictor",
            paramLabel = "RULE",
            defaultValue = "LoadRestrictionsRootOnly",
            description =
                    "${COMPLETION-CANDIDATES}: whether files are read from the kustomization's own directory only.")
    private LoadRestrictor loadRestrictor = LoadRestrictor.ROOT_ONLY;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "legacy",
            description = "legacy, as the command line and Argo CD print, or declaration, as Flux applies.")
    private Order order = Order.LEGACY;

    @Option(
            names = "--origins",
            arity = "0..1",
            paramLabel = "FORM",
            preprocessor = OriginsForm.Attached.class,
            description = "Say of each value where it was written, and over what: in comments (the default), or as json"
                    + " instead of the manifests, with --out beside them in DIR/a/b.origins.json. The JSON is"
                    + " described by docs/origins.schema.json.")
    private @Nullable OriginsForm origins;

    @Mixin
    private final EnvironmentFlags environments = new EnvironmentFlags();

    @Mixin
    private final RenderOptions options;

    public RenderCommand(Surroundings surroundings) {
        this.options = new RenderOptions(surroundings);
    }

    @Override
    public Integer call() throws IOException, CommandException, InterruptedException {
        if (environments.isAsked()) {
            return new EnvironmentRendering(
                            environments,
                            options,
                            origins,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run(repository());
        }
        if (paths.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Write a PATH with a kustomization, or name an environment by --env NAME.");
        }
        List<RenderTarget> targets = RenderTargets.of(paths, root);
        if (out != null) {
            FileOutput.requireDistinct(targets.stream().map(RenderTarget::asked).toList());
        }
        var line = spec.commandLine();
        RenderOutput output =
                out == null ? new PrintedOutput(line.getOut(), line.getErr()) : new FileOutput(out, line.getErr());
        BuildOptions build = new BuildOptions(loadRestrictor.rule, order);
        try (LocalRenderer renderer = options.open(null)) {
            return new Renderer(renderer.repository(), build, origins).run(targets, output);
        }
    }

    private Path repository() {
        if (paths.size() > 1) {
            throw new ParameterException(spec.commandLine(), "One repository is rendered at a time: write one PATH.");
        }
        for (String option : List.of("--out", "--root", "--load-restrictor", "--order")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + " is for directories; an environment says itself how it is rendered, and is printed.");
            }
        }
        return Path.of(paths.isEmpty() ? "." : paths.get(0));
    }
}
