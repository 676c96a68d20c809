package io.github.ksailbot.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** How {@code render --origins} says who wrote each value. */
enum OriginsForm {
    /** A comment behind each value. */
    COMMENTS,
    /** A JSON document for each directory. */
    JSON;

    /** The form is taken from {@code --origins=FORM} only: a word that stands behind {@code --origins} is a directory. */
    static final class Attached implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's own signature
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                arguments.push(COMMENTS.name());
            }
            return false;
        }
    }
}
