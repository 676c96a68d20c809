package io.github.ksailbot.engine.kustomize.memo;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much memory results need: the sizes of the objects of a 64 bit JVM with compressed references. A change copies the
 * way from the root of a manifest to the place and shares the rest; what is shared is weighed where it was made.
 */
public final class Weights {
    /** What a build remembers of a resource beside its content: ids, names that it had, the objects for them. */
    public static final long RESOURCE = 400;

    /** Node or entry: header and up to five fields; an origin is as large. */
    private static final long OBJECT = 32;

    /** An immutable list and the header of its array. */
    private static final long LIST = 40;

    private static final long REFERENCE = 4;

    /** An entry, a key that is a scalar with its origin. */
    private static final long ENTRY = 24 + 2 * OBJECT;

    /** A string and the header of its bytes. */
    private static final long TEXT = 40;

    private static final char LAST_OF_LATIN_1 = 0xFF;

    /** A place, its path, and two references in the table of a set. */
    private static final long PLACE = OBJECT + 16 + 2 * REFERENCE;

    /** From here on a mapping has an index. */
    private static final int INDEX_FROM = 12;

    private static final long INDEX_ENTRY = 32;

    /** A path, what the tree said, an id, and their place in a sorted map. */
    private static final long ANSWER = 320;

    private static final long FINDING = 300;

    /** By where a manifest begins: a manifest keeps that, whatever is changed in it. */
    private final Map<Location, MappingNode> known = new HashMap<>();

    /** @param known manifests that are weighed elsewhere */
    public Weights(Collection<MappingNode> known) {
        known.forEach(root -> this.known.put(root.origin().location(), root));
    }

    /** The memory that manifests need beside the known ones that they were made from. */
    public long ofManifests(Collection<MappingNode> roots) {
        long sum = 0;
        for (MappingNode root : roots) {
            sum += ofNode(root, known.get(root.origin().location()));
        }
        return sum;
    }

    /** The memory of the answers that were recorded for this trace alone. */
    public static long ofTrace(SourceTrace trace) {
        return LIST + trace.size() * ANSWER;
    }

    public static long ofFindings(List<Finding> findings) {
        long sum = LIST;
        for (Finding finding : findings) {
            sum += FINDING + ofText(finding.message()) + ofText(finding.fix());
        }
        return sum;
    }

    @SuppressWarnings("ReferenceEquality") // only the very same node needs no memory of its own
    private static long ofNode(Node node, @Nullable Node before) {
        if (node == before) {
            return 0;
        }
        if (node instanceof MappingNode mapping) {
            return ofMapping(mapping, before instanceof MappingNode older ? older : null);
        }
        if (node instanceof SequenceNode sequence) {
            return ofSequence(sequence, before instanceof SequenceNode older ? older : null);
        }
        return 2 * OBJECT + (node instanceof ScalarNode scalar ? ofText(scalar.text()) : 0);
    }

    private static long ofMapping(MappingNode mapping, @Nullable MappingNode before) {
        List<Entry> entries = mapping.entries();
        long sum = 2 * OBJECT + LIST + REFERENCE * entries.size();
        if (entries.size() >= INDEX_FROM) {
            sum += INDEX_ENTRY * entries.size();
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Entry older = before == null ? null : sibling(before, i, entry.key().text());
            sum += older == null
                    ? ENTRY + ofText(entry.key().text()) + ofNode(entry.value(), null)
                    : ofEntry(entry, older);
        }
        return sum;
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private static long ofEntry(Entry entry, Entry older) {
        return entry == older ? 0 : ENTRY + ofNode(entry.value(), older.value());
    }

    /** Most changes leave keys where they were. */
    private static @Nullable Entry sibling(MappingNode before, int at, String key) {
        List<Entry> entries = before.entries();
        return at < entries.size() && entries.get(at).key().text().equals(key) ? entries.get(at) : before.entry(key);
    }

    private static long ofSequence(SequenceNode sequence, @Nullable SequenceNode before) {
        List<Node> items = sequence.items();
        long sum = 2 * OBJECT + LIST + REFERENCE * items.size();
        for (int i = 0; i < items.size(); i++) {
            sum += ofNode(
                    items.get(i),
                    before != null && i < before.items().size() ? before.items().get(i) : null);
        }
        return sum;
    }

    /** The memory of a set of places that each hold a path. */
    public static long ofPlaces(Collection<SourcePath> paths) {
        long sum = LIST;
        for (SourcePath path : paths) {
            sum += PLACE + ofText(path.value());
        }
        return sum;
    }

    /** One byte for each character of Latin-1, two for each where another one is among them. */
    private static long ofText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_LATIN_1) {
                return TEXT + 2L * text.length();
            }
        }
        return TEXT + text.length();
    }
}
