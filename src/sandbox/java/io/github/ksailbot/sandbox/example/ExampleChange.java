package io.github.ksailbot.sandbox.example;

import java.util.List;
import java.util.Map;

/**
 * A change to the example repository, as a pull request would bring it.
 *
 * @param files path to new text
 * @param mistakes the lines that are wrong after it, by path; empty for a good change
 */
public record ExampleChange(
        String branch, String title, String body, Map<String, String> files, List<Mistake> mistakes) {

    public ExampleChange {
        files = Map.copyOf(files);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * One wrong line.
     *
     * @param line counted from 1
     * @param environments the environments that it breaks
     */
    public record Mistake(String path, int line, String what, List<String> environments) {

        public Mistake {
            environments = List.copyOf(environments);
        }
    }
}
