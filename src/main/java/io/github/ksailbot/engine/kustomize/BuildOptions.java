package io.github.ksailbot.engine.kustomize;

/**
 * @param loadRule which files may be read
 * @param order of the resources
 */
public record BuildOptions(LoadRule loadRule, Order order) {
    /** As Flux builds. */
    public static final BuildOptions FLUX = new BuildOptions(LoadRule.SOURCE_ROOT, Order.DECLARATION);

    /** As {@code kustomize build} and Argo CD build. */
    public static final BuildOptions COMMAND_LINE = new BuildOptions(LoadRule.KUSTOMIZATION_ROOT, Order.LEGACY);
}
