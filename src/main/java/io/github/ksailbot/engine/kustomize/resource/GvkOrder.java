package io.github.ksailbot.engine.kustomize.resource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders kinds so that what others need comes first: kustomize's {@code legacy} order. */
public final class GvkOrder implements Comparator<Gvk> {
    /** The kinds that come before all others, first one first. */
    public static final List<String> FIRST = List.of(
            "Namespace",
            "ResourceQuota",
            "StorageClass",
            "CustomResourceDefinition",
            "ServiceAccount",
            "PodSecurityPolicy",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "ConfigMap",
            "Secret",
            "Endpoints",
            "Service",
            "LimitRange",
            "PriorityClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Deployment",
            "StatefulSet",
            "CronJob",
            "PodDisruptionBudget");

    /** The kinds that come after all others, last one last. */
    public static final List<String> LAST = List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    public static final GvkOrder COMMAND_LINE = new GvkOrder(FIRST, LAST);

    private final Map<String, Integer> ranks = new HashMap<>();

    /** A kind that is in both lists counts as last. */
    public GvkOrder(List<String> first, List<String> last) {
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), i - first.size());
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), i + 1);
        }
    }

    @Override
    public int compare(Gvk a, Gvk b) {
        int byRank = Integer.compare(ranks.getOrDefault(a.kind(), 0), ranks.getOrDefault(b.kind(), 0));
        return byRank != 0 ? byRank : sortText(a).compareTo(sortText(b));
    }

    /** Group first; the placeholders for empty parts sort behind letters. */
    private static String sortText(Gvk gvk) {
        return (gvk.group().isEmpty() ? "~G" : gvk.group())
                + "_"
                + (gvk.version().isEmpty() ? "~V" : gvk.version())
                + "_"
                + (gvk.kind().isEmpty() ? "~K" : gvk.kind());
    }
}
