/** What all commands share: how they print, what they end with, and what is wrong with how they were called. */
package io.github.ksailbot.cli.console;
