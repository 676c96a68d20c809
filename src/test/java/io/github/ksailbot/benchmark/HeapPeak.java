package io.github.ksailbot.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most heap that this process uses: just before a collection, and just after one. */
final class HeapPeak {
    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private volatile long before;
    private volatile long after;

    private HeapPeak() {}

    static HeapPeak watch() {
        HeapPeak peak = new HeapPeak();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((event, none) -> peak.see(event), null, null);
        }
        return peak;
    }

    private synchronized void see(Notification event) {
        if (event.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) event.getUserData())
                    .getGcInfo();
            before = Math.max(before, heap(collection.getMemoryUsageBeforeGc()));
            after = Math.max(after, heap(collection.getMemoryUsageAfterGc()));
        }
    }

    private long heap(Map<String, MemoryUsage> usage) {
        return pools.stream()
                .mapToLong(pool -> usage.containsKey(pool) ? usage.get(pool).getUsed() : 0)
                .sum();
    }

    @Override
    public String toString() {
        return "peak heap used %d MiB, largest after a collection %d MiB".formatted(before >> 20, after >> 20);
    }
}
