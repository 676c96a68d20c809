package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import java.util.Set;

/** Whether Flux in a cluster reads a repository itself, rather than an artifact of it. */
public final class GitSync {
    private GitSync() {}

    /**
     * Whether a source of Flux's own namespace follows a branch.
     *
     * @param repositories by any of the usual spellings
     */
    public static boolean follows(ClusterApi api, Set<String> repositories, String branch) throws ApiException {
        try {
            for (KubernetesObject object :
                    api.list(ResourceType.GIT_REPOSITORY, FluxNames.NAMESPACE).items()) {
                SourceView source = new SourceView(FluxId.of(FluxId.GIT_REPOSITORY, object), object);
                if (source.reads(repositories) && source.follows(branch)) {
                    return true;
                }
            }
            return false;
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }
}
