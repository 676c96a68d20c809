package io.github.ksailbot.workflow;

import java.util.List;

/**
 * What a check run shows. The texts are within GitHub's limits already.
 *
 * @param title one line that says it all, at most 255 characters
 * @param summary Markdown, at most 65,535 characters
 * @param text more Markdown below the summary, at most 65,535 characters; may be empty
 * @param annotations in the order in which they matter; any number, the reporter sends them in batches
 */
public record CheckRunOutput(String title, String summary, String text, List<Annotation> annotations) {
    public CheckRunOutput {
        annotations = List.copyOf(annotations);
    }
}
