package io.github.ksailbot.engine.kustomize.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    /**
     * What a type is sorted by, made once for each instead of at each comparison.
     *
     * @param rank of the kind
     * @param core whether it is the core kind that comes before others of its name, the latest version first
     */
    record Key(int rank, boolean core, String text) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            if (rank != other.rank) {
                return Integer.compare(rank, other.rank);
            }
            if (core != other.core) {
                return core ? -1 : 1;
            }
            return core ? other.text.compareTo(text) : text.compareTo(other.text);
        }
    }

    private record Sorted<T>(Key key, T item) {}

    /** The items in the order of their types; those of the same type stay in theirs. */
    public <T> List<T> sorted(List<T> items, Function<? super T, Gvk> type) {
        List<Sorted<T>> sorted = new ArrayList<>(items.size());
        items.forEach(item -> sorted.add(new Sorted<>(key(type.apply(item)), item)));
        sorted.sort(Comparator.comparing(Sorted::key));
        return sorted.stream().map(Sorted::item).toList();
    }

    @Override
    public int compare(Gvk a, Gvk b) {
        return key(a).compareTo(key(b));
    }

    private Key key(Gvk gvk) {
        return new Key(ranks.getOrDefault(gvk.kind(), 0), false, sortText(gvk));
    }

    /** Among resources, core namespaces come before those of other groups. */
    Key resourceKey(Gvk gvk) {
        int rank = ranks.getOrDefault(gvk.kind(), 0);
        boolean core =
                rank != 0 && gvk.kind().equals("Namespace") && gvk.group().isEmpty();
        return new Key(rank, core, sortText(gvk));
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
