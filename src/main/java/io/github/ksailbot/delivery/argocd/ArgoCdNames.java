package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.ResourceType;
import java.util.List;

/** Names that Argo CD and KSail have fixed. */
final class ArgoCdNames {
    static final String NAMESPACE = "argocd";

    /** The Application that KSail makes for a cluster. */
    static final String ROOT = "ksail";

    static final String REFRESH = "argocd.argoproj.io/refresh";

    static final String APPLICATION = "Application";
    static final String APPLICATION_SET = "ApplicationSet";
    static final String ROLLOUT = "Rollout";

    static final ResourceType APPLICATIONS = argo("applications", APPLICATION);
    static final ResourceType APPLICATION_SETS = argo("applicationsets", APPLICATION_SET);
    static final ResourceType ROLLOUTS = argo("rollouts", ROLLOUT);
    static final ResourceType DEPLOYMENTS = ResourceType.namespaced("apps", "v1", "deployments", "Deployment");
    static final ResourceType STATEFUL_SETS = ResourceType.namespaced("apps", "v1", "statefulsets", "StatefulSet");

    /** Without these nothing is compared; the ones that an installation does not have are not missed. */
    static final List<String> CONTROL_PLANE =
            List.of("argocd-repo-server", "argocd-redis", "argocd-server", "argocd-application-controller");

    private ArgoCdNames() {}

    private static ResourceType argo(String plural, String kind) {
        return ResourceType.namespaced("argoproj.io", "v1alpha1", plural, kind);
    }
}
