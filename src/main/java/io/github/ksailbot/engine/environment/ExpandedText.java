package io.github.ksailbot.engine.environment;

import java.util.List;

/**
 * A text whose {@code ${VAR}} were replaced.
 *
 * @param text an unknown variable without default became the empty text in it
 * @param unresolved names of those variables, in order
 */
public record ExpandedText(String text, List<String> unresolved) {
    public ExpandedText {
        unresolved = List.copyOf(unresolved);
    }
}
