package io.github.ksailbot.cli.console;

/** How a command prints what came of it. */
public enum ReportForm {
    /** For people. */
    PRETTY,
    /** For programs. */
    JSON
}
