package io.github.ksailbot.cli;

import io.github.ksailbot.cli.local.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line in the tests' own process: how it ended, and what it printed. */
public record Run(int exitCode, String out, String err) {

    public static Run of(String... arguments) {
        return of(Surroundings.ofProcess(), arguments);
    }

    public static Run of(Surroundings surroundings, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = KsailBotCommand.run(
                args -> {
                    throw new AssertionError("this command starts no server");
                },
                surroundings,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
