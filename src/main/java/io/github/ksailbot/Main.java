package io.github.ksailbot;

import io.github.ksailbot.cli.KsailBotCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Entry point of the jar: the command line, of which {@code serve} is the bot. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** Only {@code serve} starts Quarkus: a laptop's {@code check} must not wait for a server that it does not need. */
    public static void main(String[] args) {
        int exitCode = KsailBotCommand.run(Main::serve, writer(System.out), writer(System.err), args);
        System.exit(exitCode);
    }

    /** Ends the process itself when it cannot start: only without a handler of ours does Quarkus say why. */
    private static int serve(String... args) {
        Quarkus.run(args);
        return 0;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
