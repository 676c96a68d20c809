package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.cluster.ResourceType;
import java.util.List;
import java.util.Optional;

/** The kinds that Flux and Argo CD report about. */
final class GitOpsTypes {
    static final ResourceType APPLICATION =
            ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");
    static final ResourceType IMAGE_POLICY =
            ResourceType.namespaced("image.toolkit.fluxcd.io", "v1", "imagepolicies", "ImagePolicy");
    static final ResourceType IMAGE_REPOSITORY =
            ResourceType.namespaced("image.toolkit.fluxcd.io", "v1", "imagerepositories", "ImageRepository");

    private static final List<ResourceType> ALL = List.of(
            ResourceType.KUSTOMIZATION,
            ResourceType.HELM_RELEASE,
            ResourceType.OCI_REPOSITORY,
            ResourceType.GIT_REPOSITORY,
            APPLICATION);

    private GitOpsTypes() {}

    static Optional<ResourceType> of(String kind) {
        return ALL.stream().filter(type -> type.kind().equals(kind)).findFirst();
    }
}
