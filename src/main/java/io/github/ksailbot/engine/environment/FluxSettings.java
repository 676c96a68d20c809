package io.github.ksailbot.engine.environment;

/**
 * What {@code spec.workload.flux} says about Flux itself; each is empty when it says nothing.
 *
 * @param distributionVersion that the cluster should have, such as {@code 2.6.x}
 * @param verifyProvider how the cluster should verify signatures of the artifact, {@code cosign} or {@code notation}
 * @param verifySecret that has the keys for it
 */
public record FluxSettings(String distributionVersion, String verifyProvider, String verifySecret) {
    public static final FluxSettings NONE = new FluxSettings("", "", "");
}
