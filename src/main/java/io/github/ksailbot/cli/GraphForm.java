package io.github.ksailbot.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** How a graph is printed. */
enum GraphForm {
    /** For people, and for GitHub's Markdown. */
    MERMAID,
    /** For programs. */
    JSON;

    /** The form is taken from {@code --graph=FORM} only: a word that stands behind {@code --graph} is the repository. */
    static final class Attached implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's own signature
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                arguments.push(MERMAID.name());
            }
            return false;
        }
    }
}
