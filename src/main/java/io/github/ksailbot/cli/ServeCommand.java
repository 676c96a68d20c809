package io.github.ksailbot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the bot until it is stopped. */
@Command(
        name = "serve",
        description =
                "Runs the bot: receives GitHub's webhooks and answers pull requests. Settings come from the environment; see docs/configuration.md.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final KsailBotCommand.Server server;

    ServeCommand(KsailBotCommand.Server server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.serve();
    }
}
