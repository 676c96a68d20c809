/** The command line: what a laptop or a pipeline asks of the same jar that serves as the bot. */
package io.github.ksailbot.cli;
