package io.github.ksailbot.engine.kustomize.resource;

import java.util.Comparator;

/** Orders resources by kind, then namespace and name: what the command line prints unless it is told otherwise. */
public final class LegacyOrder implements Comparator<Resource> {
    public static final LegacyOrder COMMAND_LINE = new LegacyOrder(GvkOrder.COMMAND_LINE);

    private final GvkOrder kinds;

    public LegacyOrder(GvkOrder kinds) {
        this.kinds = kinds;
    }

    @Override
    public int compare(Resource a, Resource b) {
        if (a.gvk().equals(b.gvk())) {
            return sortText(a.id()).compareTo(sortText(b.id()));
        }
        boolean coreNamespace = a.kind().equals("Namespace")
                && b.kind().equals("Namespace")
                && (a.gvk().group().isEmpty() || b.gvk().group().isEmpty());
        return coreNamespace ? kinds.compare(b.gvk(), a.gvk()) : kinds.compare(a.gvk(), b.gvk());
    }

    private static String sortText(ResId id) {
        return id.gvk() + "|" + (id.namespace().isEmpty() ? "~X" : id.namespace()) + "|"
                + (id.name().isEmpty() ? "~N" : id.name());
    }
}
