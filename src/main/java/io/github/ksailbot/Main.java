package io.github.ksailbot;

import io.github.ksailbot.cli.KsailBotCommand;
import io.github.ksailbot.config.ProxyVariables;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.ProxySelector;

/** Entry point of the jar: the command line, of which {@code serve} is the bot. */
@QuarkusMain
public final class Main {
    private static final int COULD_NOT_START = 2;

    private Main() {}

    /** Only {@code serve} starts Quarkus: a laptop's {@code check} must not wait for a server that it does not need. */
    public static void main(String[] args) {
        try {
            ProxySelector.setDefault(ProxyVariables.of(System.getenv(), ProxySelector.getDefault()));
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(COULD_NOT_START);
        }
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        System.exit(KsailBotCommand.run(Main::serve, out, System.err, args));
    }

    /** Ends the process itself when it cannot start: only without a handler of ours does Quarkus say why. */
    private static int serve(String... args) {
        Quarkus.run(args);
        return 0;
    }
}
