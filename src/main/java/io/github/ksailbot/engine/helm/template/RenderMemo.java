package io.github.ksailbot.engine.helm.template;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers what charts rendered to: the same chart with the same values is on both sides of a change, and in the next commit.
 * For the charts of one owner. What was beyond a limit, or not to be had, is tried again.
 */
public final class RenderMemo implements ChartRenderer {
    /** Characters that are kept by default; a chart's manifests are some ten thousand. */
    public static final long DEFAULT_SIZE = 16L << 20;

    private static final long KEY_SIZE = 500;

    private final ChartRenderer renderer;
    private final long size;

    /** Least recently used first. */
    private final Map<Key, Rendering> known = new LinkedHashMap<>(16, 0.75f, true);

    private long used;

    private record Key(String chart, String values, String name, String namespace, Capabilities cluster) {}

    /** @param size characters of manifests and values that are kept */
    public RenderMemo(ChartRenderer renderer, long size) {
        this.renderer = renderer;
        this.size = size;
    }

    @Override
    public Rendering render(RenderRequest request) {
        Key key = new Key(
                request.chart().digest(), request.values(), request.name(), request.namespace(), request.cluster());
        synchronized (known) {
            Rendering rendering = known.get(key);
            if (rendering != null) {
                return rendering;
            }
        }
        Rendering rendering = renderer.render(request);
        if (rendering.isLasting()) {
            keep(key, rendering);
        }
        return rendering;
    }

    @Override
    public <T> T within(Extent extent, Supplier<T> work) {
        return renderer.within(extent, work);
    }

    private void keep(Key key, Rendering rendering) {
        synchronized (known) {
            if (known.put(key, rendering) == null) {
                used += size(key, rendering);
            }
            Iterator<Map.Entry<Key, Rendering>> oldest = known.entrySet().iterator();
            while (used > size && oldest.hasNext()) {
                Map.Entry<Key, Rendering> entry = oldest.next();
                used -= size(entry.getKey(), entry.getValue());
                oldest.remove();
            }
        }
    }

    private static long size(Key key, Rendering rendering) {
        long size = KEY_SIZE + key.values().length();
        if (rendering instanceof Rendering.Documents documents) {
            for (Rendering.Document document : documents.documents()) {
                size += document.yaml().length() + document.template().length();
            }
        } else if (rendering instanceof Rendering.Failure failure) {
            size += failure.why().length();
        }
        return size;
    }
}
