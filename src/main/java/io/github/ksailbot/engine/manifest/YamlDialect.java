package io.github.ksailbot.engine.manifest;

/**
 * Whose reading of plain scalars counts. Both readers are forks of go-yaml and agree on nearly everything, also where
 * YAML 1.2 does not: {@code 0777} is 511, {@code 1_000} is 1000, {@code 12:30:45} is a string.
 *
 * @see <a href="https://github.com/kubernetes-sigs/yaml">sigs.k8s.io/yaml, goyaml.v2 and goyaml.v3</a>
 */
public enum YamlDialect {
    /**
     * What kustomize makes of the manifests that it renders (go-yaml v3): {@code yes}, {@code no}, {@code on},
     * {@code off}, {@code y} and {@code n} are strings, and a date such as {@code 2024-05-01} becomes the string
     * {@code 2024-05-01T00:00:00Z}.
     */
    KUSTOMIZE,
    /**
     * What the API machinery, kubectl and kustomization files read (sigs.k8s.io/yaml over go-yaml v2): {@code yes},
     * {@code on}, {@code y} and their opposites are booleans, and a date is a string as it was written.
     */
    KUBERNETES
}
