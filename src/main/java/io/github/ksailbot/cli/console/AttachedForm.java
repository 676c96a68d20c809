package io.github.ksailbot.cli.console;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes an option's form from {@code --option=FORM} only: a word that stands behind {@code --option} is a path. Subclasses have
 * a constructor without parameters, as picocli makes them.
 */
public abstract class AttachedForm implements IParameterPreprocessor {
    private final String alone;

    /** @param alone the form that the option means without one */
    public AttachedForm(Enum<?> alone) {
        this.alone = alone.name();
    }

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own signature
    public final boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (!"=".equals(info.get("separator"))) {
            arguments.push(alone);
        }
        return false;
    }
}
