package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code configMapGenerator} or {@code secretGenerator}.
 *
 * @param name null when there is none, which is an error
 * @param namespace null when there is none
 * @param behavior null when there is none
 * @param type of a secret; null when there is none
 * @param literals {@code key=value}
 * @param files {@code path} or {@code key=path}
 * @param envs files of {@code KEY=value} lines
 * @param origin where the entry begins
 */
public record GeneratorArgs(
        @Nullable ScalarNode name,
        @Nullable ScalarNode namespace,
        @Nullable ScalarNode behavior,
        @Nullable ScalarNode type,
        List<ScalarNode> literals,
        List<ScalarNode> files,
        List<ScalarNode> envs,
        GeneratorOptions options,
        Origin origin) {

    /**
     * Reads an entry.
     *
     * @param isSecret whether the entry may have a type
     */
    public static GeneratorArgs read(TypedMapping entry, boolean isSecret) {
        List<ScalarNode> envs = new ArrayList<>(entry.strings("envs"));
        ScalarNode env = entry.string("env");
        if (env != null && !env.text().isEmpty()) {
            envs.add(env);
        }
        GeneratorArgs args = read(entry, isSecret, envs);
        entry.finish();
        return args;
    }

    /** The same for the configuration of a plugin, which may have other fields; an {@code env} says nothing there. */
    public static GeneratorArgs readPlugin(TypedMapping config, boolean isSecret) {
        config.string("env");
        return read(config, isSecret, config.strings("envs"));
    }

    private static GeneratorArgs read(TypedMapping entry, boolean isSecret, List<ScalarNode> envs) {
        return new GeneratorArgs(
                entry.string("name"),
                entry.string("namespace"),
                entry.string("behavior"),
                isSecret ? entry.string("type") : null,
                entry.strings("literals"),
                entry.strings("files"),
                envs,
                GeneratorOptions.read(entry.mapping("options")),
                entry.origin());
    }

    public GeneratorArgs named(@Nullable ScalarNode newName, @Nullable ScalarNode newNamespace) {
        return new GeneratorArgs(newName, newNamespace, behavior, type, literals, files, envs, options, origin);
    }
}
