package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import java.util.List;

/**
 * What {@code generators}, {@code transformers} and {@code validators} of a kustomization configure: the built-in ones work,
 * all others would run code of the repository or an image, and are refused.
 */
public final class Plugins {
    private static final String BUILTIN = "builtin";
    private static final List<String> FUNCTION = List.of("config.kubernetes.io/function", "config.k8s.io/function");

    private final PluginContext context;

    public Plugins(PluginContext context) {
        this.context = context;
    }

    /**
     * What a configuration does to resources, in order.
     *
     * @param config of a transformer
     * @throws BuildException when it is none, or not built in
     */
    public List<Transformer> transformers(Resource config) throws BuildException {
        requireBuiltin(config);
        return new BuiltinTransformers(context, config).make().orElseThrow(() -> unknown(config, "transformer"));
    }

    /**
     * What a configuration makes.
     *
     * @param config of a generator
     * @throws BuildException when it is none, or not built in, or fails
     */
    public Resource generate(Resource config) throws BuildException {
        requireBuiltin(config);
        return new BuiltinGenerators(context, config).generate().orElseThrow(() -> unknown(config, "generator"));
    }

    private static void requireBuiltin(Resource config) throws BuildException {
        boolean function = FUNCTION.stream().anyMatch(config.annotations()::containsKey);
        if (function || !config.gvk().apiVersion().equals(BUILTIN)) {
            throw BuildException.unchecked(
                            "kustomize/plugin-refused",
                            "`%s` is a plugin that would run %s; nothing of a repository is ever run."
                                    .formatted(config.id(), function ? "an image" : "a program"),
                            config.origin())
                    .withFix("Commit what the plugin makes instead.");
        }
    }

    private static BuildException unknown(Resource config, String what) {
        return BuildException.of(
                "kustomize/plugin-config",
                "kustomize has no built-in %s of kind `%s`.".formatted(what, config.kind()),
                config.origin());
    }
}
