/** {@code check}: the verdict of a directory or of a change. */
package io.github.ksailbot.cli.check;
