package io.github.ksailbot.cli;

/** How a command prints what came of it. */
enum ReportForm {
    /** For people. */
    PRETTY,
    /** For programs. */
    JSON
}
