package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.FindingPrinter;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.own.OwnControlCases;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Runs the cases of own controls and says which are wrong. */
final class OwnControlTests {
    private final PrintWriter out;

    OwnControlTests(PrintWriter out) {
        this.out = out;
    }

    int run(Path directory) throws CommandException {
        SourceTree tree;
        try {
            tree = DirectorySourceTree.of(directory);
        } catch (SourceException e) {
            throw new CommandException(e.getMessage() + ".", e);
        }
        OwnControlCases.Run run = OwnControlCases.run(tree, SourcePath.ROOT);
        FindingPrinter printer = new FindingPrinter(out, tree);
        run.findings().forEach(finding -> printer.print(finding, "", ""));
        int right = 0;
        for (OwnControlCases.Outcome outcome : run.outcomes()) {
            right += outcome.isRight() ? 1 : 0;
            out.println((outcome.isRight() ? "ok    " : "WRONG ") + outcome.control() + ": "
                    + Printable.of(outcome.name()));
            outcome.missing().forEach(failure -> out.println("      not found: " + Printable.of(failure)));
            outcome.extra().forEach(failure -> out.println("      not expected: " + Printable.of(failure)));
        }
        out.println(right + " of " + run.outcomes().size() + " cases right");
        boolean isBroken = run.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        if (isBroken) {
            return ExitCode.COULD_NOT_CHECK;
        }
        return right == run.outcomes().size() ? ExitCode.CLEAN : ExitCode.FINDINGS;
    }
}
