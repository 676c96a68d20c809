package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code generators}, {@code transformers} and {@code validators} of a kustomization configure: the built-in ones work,
 * all others would run code of the repository or an image, and are refused.
 */
public final class Plugins {
    private static final String BUILTIN = "builtin";
    private static final List<String> FUNCTION = List.of("config.kubernetes.io/function", "config.k8s.io/function");

    private static final Pattern EXEC = Pattern.compile("(^|[\\s{,])exec\\s*:");

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
        String function = function(config);
        if (function.isEmpty() && config.gvk().apiVersion().equals(BUILTIN)) {
            return;
        }
        String runs = function.isEmpty() ? "a program of its kind's name" : function;
        throw BuildException.unchecked(
                        "kustomize/plugin-refused",
                        "`%s` configures a plugin that is not built into kustomize: it would run %s, and nothing that a repository names is ever run. What it makes or changes was not checked."
                                .formatted(config.resourceId(), runs),
                        config.origin())
                .withFix("Commit what the plugin makes instead.");
    }

    /** What a function's annotation asks for; empty when there is none. */
    private static String function(Resource config) {
        for (String name : FUNCTION) {
            String text = config.annotations().get(name);
            if (text != null) {
                return EXEC.matcher(text).find() ? "a program of the repository" : "a container image";
            }
        }
        return "";
    }

    private static BuildException unknown(Resource config, String what) {
        return BuildException.of(
                        "kustomize/plugin-config",
                        "kustomize has no built-in %s of kind `%s`.".formatted(what, config.kind()),
                        config.origin())
                .withFix("Correct its kind, or list it under the field that it belongs to.");
    }
}
