package io.github.ksailbot.engine.scan.rule.volume;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.PodSpec.Volume;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * C-0020: no pod mounts the path where its node keeps credentials of the cloud. Which paths these are depends on the cloud:
 * the control input {@code cloudProvider} says {@code eks}, {@code aks} or {@code gke}. Without it everything passes, as
 * nothing is known.
 */
final class CloudCredentials implements LocalRule {
    private static final Map<String, Set<String>> PATHS = Map.of(
            "eks", Set.of("/.aws/", "/.aws/config/", "/.aws/credentials/"),
            "aks",
                    Set.of(
                            "/etc/",
                            "/etc/kubernetes/",
                            "/etc/kubernetes/azure.json",
                            "/.azure/",
                            "/.azure/credentials/"),
            "gke",
                    Set.of(
                            "/.config/gcloud/",
                            "/.config/",
                            "/gcloud/",
                            "/.config/gcloud/application_default_credentials.json",
                            "/gcloud/application_default_credentials.json"));

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (String provider : input.inputs().list(ControlInputs.CLOUD_PROVIDER)) {
            Set<String> paths = PATHS.getOrDefault(provider, Set.of());
            for (PodSpec pod : PodSpec.all(input.objects())) {
                for (Volume volume : pod.volumes()) {
                    if (volume.hostPath() instanceof String path
                            && paths.contains(path.endsWith("/") ? path : path + "/")) {
                        MountedHostPath.alerts(volume, pod.containers(), "leads to credentials of the cloud.", alerts);
                    }
                }
            }
        }
        return alerts;
    }
}
