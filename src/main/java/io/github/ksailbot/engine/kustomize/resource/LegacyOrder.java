package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders resources by kind, then namespace and name: what the command line prints unless it is told otherwise. */
public final class LegacyOrder {
    public static final LegacyOrder COMMAND_LINE = new LegacyOrder(GvkOrder.COMMAND_LINE);

    /** One sort costs about so many comparisons for each resource. */
    private static final int STEPS_PER_RESOURCE = 20;

    private static final Comparator<Sorted> ORDER =
            Comparator.comparing(Sorted::kind).thenComparing(Sorted::gvk).thenComparing(Sorted::text);

    private record Sorted(GvkOrder.Key kind, Gvk gvk, String text, Resource resource) {}

    private final GvkOrder kinds;

    public LegacyOrder(GvkOrder kinds) {
        this.kinds = kinds;
    }

    /** The resources in this order; where kustomize leaves two in no order, by type. */
    public List<Resource> sorted(List<Resource> resources, Work work) {
        List<Sorted> sorted = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            String text = sortText(resource.id());
            work.spend(STEPS_PER_RESOURCE);
            work.write(text.length());
            sorted.add(new Sorted(kinds.resourceKey(resource.gvk()), resource.gvk(), text, resource));
        }
        sorted.sort(ORDER);
        return sorted.stream().map(Sorted::resource).toList();
    }

    private static String sortText(ResId id) {
        return id.gvk() + "|" + (id.namespace().isEmpty() ? "~X" : id.namespace()) + "|"
                + (id.name().isEmpty() ? "~N" : id.name());
    }
}
