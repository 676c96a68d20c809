package io.github.ksailbot.cli;

import io.github.ksailbot.cli.check.CheckCommand;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.Version;
import io.github.ksailbot.cli.delivery.PushCommand;
import io.github.ksailbot.cli.delivery.ReconcileCommand;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.cli.render.RenderCommand;
import io.github.ksailbot.cli.scan.ScanCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: what a laptop or a pipeline asks of the same jar that serves as the bot. */
@Command(
        name = "ksail-bot",
        description = "Says what a change does to every environment of a GitOps repository, before it is merged.",
        subcommands = {
            CheckCommand.class,
            RenderCommand.class,
            PushCommand.class,
            ReconcileCommand.class,
            ScanCommand.class,
            ServeCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeOnInvalidInput = ExitCode.COULD_NOT_CHECK,
        exitCodeOnExecutionException = ExitCode.COULD_NOT_CHECK)
public final class KsailBotCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /**
     * Runs a command of this process. What it could not write is told, so that nobody takes a part for the whole.
     *
     * @param serve starts the bot and returns its exit code once it has ended
     * @return 0 clean, 1 findings, 2 could not check
     */
    public static int run(Server serve, OutputStream out, OutputStream err, String... args) {
        WatchedOutput watched = new WatchedOutput(out);
        PrintWriter errors = writer(err);
        PrintWriter printed = writer(watched);
        int exitCode;
        try {
            exitCode = run(serve, Surroundings.ofProcess(), printed, errors, args);
        } catch (OutOfMemoryError e) {
            errors.println("error: Java has too little memory for this: " + e.getMessage()
                    + ". Give it more, such as JDK_JAVA_OPTIONS=-Xmx4g.");
            exitCode = ExitCode.COULD_NOT_CHECK;
        } catch (Error e) {
            // Java itself would end with 1, which says that there are findings.
            errors.println("error: This is a fault of the program.");
            e.printStackTrace(errors);
            exitCode = ExitCode.COULD_NOT_CHECK;
        }
        printed.flush();
        IOException failure = watched.failure();
        if (failure == null) {
            return exitCode;
        }
        if (!watched.isReaderGone()) {
            errors.println("error: The output cannot be written: " + failure.getMessage() + ".");
        }
        return ExitCode.COULD_NOT_CHECK;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** @return as above */
    static int run(Server serve, Surroundings surroundings, PrintWriter out, PrintWriter err, String... args) {
        Complaints complaints = new Complaints();
        CommandLine line = new CommandLine(new KsailBotCommand(), new Commands(serve, surroundings))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
        line.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .usageMessage()
                .abbreviateSynopsis(true)
                .sortOptions(false));
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Starts the bot. */
    public interface Server {
        int serve(String... args);
    }

    private record Commands(Server server, Surroundings surroundings) implements CommandLine.IFactory {
        private Map<Class<?>, Supplier<?>> own() {
            return Map.of(
                    CheckCommand.class, () -> new CheckCommand(surroundings),
                    RenderCommand.class, () -> new RenderCommand(surroundings),
                    ScanCommand.class, () -> new ScanCommand(surroundings),
                    PushCommand.class, () -> new PushCommand(surroundings),
                    ReconcileCommand.class, () -> new ReconcileCommand(surroundings),
                    ServeCommand.class, () -> new ServeCommand(server));
        }

        @Override
        public <K> K create(Class<K> type) throws Exception {
            Supplier<?> command = own().get(type);
            return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command.get());
        }
    }
}
