package io.github.ksailbot.outside.fetch.chart;

import io.github.ksailbot.outside.fetch.net.CacheFolder;
import io.github.ksailbot.outside.fetch.net.FetchException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lists of charts that were read last, by their content: to read one takes a second for five megabytes, and a repository
 * names many charts of one list. Safe for several threads.
 */
final class ChartLists {
    private final int most;

    /** Least recently used first. */
    private final Map<String, ChartList> known = new LinkedHashMap<>(16, 0.75f, true);

    private int size;

    /** @param most versions of charts in all lists that are kept; each takes some 300 bytes */
    ChartLists(int most) {
        this.most = most;
    }

    /** What a list says. */
    ChartList of(byte[] index) throws FetchException {
        String key = CacheFolder.hash(index);
        ChartList list = get(key);
        if (list == null) {
            list = ChartList.read(index);
            put(key, list);
        }
        return list;
    }

    private synchronized @Nullable ChartList get(String key) {
        return known.get(key);
    }

    private synchronized void put(String key, ChartList list) {
        if (list.size() > most || known.put(key, list) != null) {
            return;
        }
        size += list.size();
        Iterator<ChartList> oldest = known.values().iterator();
        while (size > most) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }
}
