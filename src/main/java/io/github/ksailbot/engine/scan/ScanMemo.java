package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resources that were scanned lately, with what was found about each alone: the other side of a change, and the next one, are
 * mostly made of the same. A resource is known by its whole content, places of its lines included, so that a scan comes to
 * the same with a memo and without. Safe for several threads; whoever scans for owners that may not see each other's
 * content uses a memo for each.
 */
public final class ScanMemo {
    /** Enough for all controls on some hundred workloads, or the usual ones on some thousand. */
    public static final long DEFAULT_BYTES = 48L << 20;

    /** Others of the same hash are not kept: content can be written so that its hash collides. */
    private static final int MAX_OF_A_HASH = 4;

    /** Of one rule; longer ones are not kept, and neither is what a rule said with them. */
    private static final int MAX_INPUT_CHARACTERS = 16_000;

    /** More are of settings that change from scan to scan. */
    private static final int MAX_INPUTS = 200;

    private final long maxBytes;

    /** By the hash of the content, least recently used first. */
    private final LinkedHashMap<Integer, List<KnownObject>> known = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<ControlInputs, ControlInputs> inputs = new HashMap<>();

    private ScanMemo(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @param maxBytes of all that is kept, as far as that can be estimated; 0 keeps nothing from one scan to the next */
    public static ScanMemo ofBytes(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("a memo holds a positive number of bytes, not " + maxBytes);
        }
        return new ScanMemo(maxBytes);
    }

    /** Of {@link #DEFAULT_BYTES}, or of an eighth of the memory that this process may use, where that is less. */
    public static ScanMemo ofDefaultSize() {
        return new ScanMemo(Math.min(DEFAULT_BYTES, Runtime.getRuntime().maxMemory() / 8));
    }

    /** How many resources are kept now. */
    public synchronized int size() {
        return known.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The object of a resource.
     *
     * @param taken those of this scan so far, to which it is added: a resource that is rendered twice is two objects
     */
    synchronized KnownObject take(Manifest manifest, Set<KnownObject> taken) {
        List<KnownObject> same = known.computeIfAbsent(manifest.root().hashCode(), hash -> new ArrayList<>(1));
        for (KnownObject candidate : same) {
            Manifest other = candidate.object().manifest();
            if (other != null && other.equals(manifest) && taken.add(candidate)) {
                return candidate;
            }
        }
        KnownObject added = KnownObject.kept(ScanObject.of(manifest));
        if (same.size() < MAX_OF_A_HASH) {
            same.add(added);
        }
        taken.add(added);
        return added;
    }

    static boolean areTooLong(ControlInputs inputs) {
        return inputs.characters() > MAX_INPUT_CHARACTERS;
    }

    /** Equal inputs, those that came first. */
    synchronized ControlInputs canonical(ControlInputs wanted) {
        if (areTooLong(wanted)) {
            return wanted;
        }
        if (inputs.size() >= MAX_INPUTS) {
            inputs.clear();
        }
        ControlInputs known = inputs.putIfAbsent(wanted, wanted);
        return known == null ? wanted : known;
    }

    /** Lets go of what was not used for longest, as long as there is too much. */
    synchronized void trim() {
        long bytes = 0;
        for (List<KnownObject> objects : known.values()) {
            bytes += bytes(objects);
        }
        Iterator<Map.Entry<Integer, List<KnownObject>>> oldest =
                known.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= bytes(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long bytes(List<KnownObject> objects) {
        long bytes = 0;
        for (KnownObject object : objects) {
            bytes += object.bytes();
        }
        return bytes;
    }
}
