package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.finding.Severity;

/**
 * A finding on a line of the head, as GitHub shows it in the diff.
 *
 * @param path from the root of the repository
 * @param line counted from 1
 * @param column counted from 1; 0 for the whole line
 * @param severity error, warning or notice
 * @param title at most 255 characters, plain text
 * @param message at most 64 KB, plain text
 * @param details further plain text that GitHub folds away, such as the chain of origins; may be empty
 */
public record Annotation(
        String path, int line, int column, Severity severity, String title, String message, String details) {
    public Annotation {
        if (line < 1) {
            throw new IllegalArgumentException("annotations stand on a line from 1 on: " + line);
        }
    }
}
