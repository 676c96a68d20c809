package io.github.ksailbot.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How Helm charts are rendered: in processes of their own, without network, credentials and files but the chart's. */
public interface ChartSettings {
    /** How many of these processes there are at most. Each stays for further charts, with 150 to 200 MB. */
    @WithDefault("2")
    int workers();

    /** How long one chart may take before its process is killed; the largest public charts take less than a second. */
    @WithDefault("15s")
    Duration time();

    /** How long all charts of one environment may take, on one side of a change; those that are left are not rendered. */
    @WithDefault("2m")
    Duration environmentTime();

    /** How long all charts of one verdict may take: of all environments, on both sides of a change. */
    @WithDefault("5m")
    Duration verdictTime();

    /** How much memory such a process may take before it is killed, in MiB. */
    @WithDefault("512")
    int mebibytes();

    /** What {@code .Capabilities.KubeVersion} tells charts; by default the version of the bundled schemas. */
    Optional<String> kubernetesVersion();

    /**
     * What {@code .Capabilities.APIVersions} tells charts beside Kubernetes' own and what the repository itself defines:
     * {@code monitoring.coreos.com/v1}, {@code monitoring.coreos.com/v1/ServiceMonitor}.
     */
    Optional<List<String>> apiVersions();
}
