package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Resumes releases that a delivery suspended and never came back to. */
public final class SuspensionSweep {
    /** No delivery suspends a release for as long, so that whoever did is gone. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final ClusterApi api;

    public SuspensionSweep(ClusterApi api) {
        this.api = api;
    }

    /**
     * Looks at all releases of the cluster; those without our mark are left alone.
     *
     * @param isAlive whether a delivery, by its {@code holder}, still runs somewhere
     * @return the names of the releases that were resumed
     * @throws ApiException when the releases cannot be listed; those that cannot be patched are passed over
     */
    public List<String> sweep(Predicate<String> isAlive, Instant now) throws ApiException {
        List<String> resumed = new ArrayList<>();
        for (KubernetesObject object : releases()) {
            String holder = object.annotation(FluxNames.SUSPENDED_BY);
            boolean abandoned = !holder.isEmpty() && (!isAlive.test(holder) || isOld(object, now));
            if (abandoned && resume(object, holder, now)) {
                resumed.add(object.ref().toString());
            }
        }
        return List.copyOf(resumed);
    }

    private List<KubernetesObject> releases() throws ApiException {
        try {
            return api.list(ResourceType.HELM_RELEASE, "").items();
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            if (e.isForbidden()) {
                return api.list(ResourceType.HELM_RELEASE, FluxNames.NAMESPACE).items();
            }
            throw e;
        }
    }

    private boolean resume(KubernetesObject object, String holder, Instant now) {
        try {
            api.mergePatch(
                    ResourceType.HELM_RELEASE,
                    object.namespace(),
                    object.name(),
                    Patches.resumed(holder, now.toString()));
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private static boolean isOld(KubernetesObject object, Instant now) {
        try {
            return Instant.parse(object.annotation(FluxNames.SUSPENDED_AT))
                    .plus(LONGEST)
                    .isBefore(now);
        } catch (DateTimeParseException e) {
            return true;
        }
    }
}
