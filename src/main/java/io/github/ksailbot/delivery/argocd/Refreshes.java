package io.github.ksailbot.delivery.argocd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Hard refreshes that were asked for, and whether what is known of an Application is from after. Not for several threads. */
final class Refreshes {
    private final ClusterApi api;
    private final Map<ObjectRef, Asked> asked = new HashMap<>();

    /**
     * @param version that asking made
     * @param seen whether that version, or one after it, has been heard of
     */
    private record Asked(Instant at, String version, boolean seen) {}

    Refreshes(ClusterApi api) {
        this.api = api;
    }

    /** Tells Argo CD to look at an Application and to trust nothing that it remembers. */
    void ask(ObjectRef ref, Instant now) throws ApiException {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").put(ArgoCdNames.REFRESH, "hard");
        try {
            KubernetesObject after = api.mergePatch(ArgoCdNames.APPLICATIONS, ref.namespace(), ref.name(), patch);
            asked.put(ref, new Asked(now, after.resourceVersion(), false));
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    boolean wasAsked(ObjectRef ref) {
        return asked.containsKey(ref);
    }

    /** Whether it was asked for this long ago, and was heard. */
    boolean isOlderThan(ObjectRef ref, Duration age, Instant now) {
        Asked last = asked.get(ref);
        return last != null && last.seen() && !last.at().plus(age).isAfter(now);
    }

    /**
     * Whether this state of an Application is from after the refresh was asked for; so it is when nothing was. Whether
     * the refresh has been processed is another question, which the annotation answers.
     */
    boolean isKnownTo(KubernetesObject object) {
        Asked last = asked.get(object.ref());
        if (last == null || last.seen()) {
            return true;
        }
        boolean seen = number(object.resourceVersion()) >= number(last.version());
        if (seen) {
            asked.put(object.ref(), new Asked(last.at(), last.version(), true));
        }
        return seen;
    }

    /** Versions of one kind of object are numbers that grow. */
    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
