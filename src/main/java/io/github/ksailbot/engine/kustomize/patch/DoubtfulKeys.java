package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a patch with which kustomize cannot write a resource, though not all of them come to stand in one. A key that is
 * no string without quotes, such as {@code 6443:}, does not where the resource has it already, in quotes. Of a key that is
 * written twice in one mapping the first counts, unless the mapping as a whole is new to the resource.
 *
 * @param findings what is wrong, by the place of the key, or of the mapping that has a key twice
 */
record DoubtfulKeys(Map<Location, Finding> findings) {
    private static final String RULE = "yaml/key";
    private static final String DUPLICATE = "yaml/duplicate-key";

    DoubtfulKeys {
        findings = Map.copyOf(findings);
    }

    /**
     * Keeps what the reader found.
     *
     * @param findings that {@link #areMeantBy}
     * @param documents of the same text
     * @throws BuildException for a key that the reader has left out, because it is nothing like a name
     */
    static DoubtfulKeys of(List<Finding> findings, List<? extends Node> documents, Work work) throws BuildException {
        if (findings.isEmpty()) {
            return new DoubtfulKeys(Map.of());
        }
        Map<Location, MappingNode> keys = new LinkedHashMap<>();
        documents.forEach(document -> collect(document, keys, work));
        Map<Location, Finding> byPlace = new HashMap<>();
        for (Finding finding : findings) {
            Location place = isDuplicate(finding) ? mapping(finding, keys, work) : key(finding, keys);
            if (place == null) {
                throw new BuildException(finding);
            }
            byPlace.put(place, finding);
        }
        return new DoubtfulKeys(byPlace);
    }

    /** Whether a finding of the reader is about such a key. */
    static boolean areMeantBy(Finding finding) {
        return finding.rule().value().equals(RULE) || isDuplicate(finding);
    }

    static boolean isDuplicate(Finding finding) {
        return finding.rule().value().equals(DUPLICATE);
    }

    private static @Nullable Location key(Finding finding, Map<Location, MappingNode> keys) {
        Origin origin = finding.origin();
        return origin != null && keys.containsKey(origin.place()) ? origin.place() : null;
    }

    /** Where the mapping begins that has a key twice: the last one above with a key in the same column. */
    private static @Nullable Location mapping(Finding finding, Map<Location, MappingNode> keys, Work work) {
        Origin origin = finding.origin();
        if (origin == null) {
            return null;
        }
        Location second = origin.place();
        Location found = null;
        int line = 0;
        for (Map.Entry<Location, MappingNode> key : keys.entrySet()) {
            work.spend(1);
            Location place = key.getKey();
            if (place.column() == second.column() && place.line() < second.line() && place.line() > line) {
                line = place.line();
                found = key.getValue().origin().place();
            }
        }
        return found;
    }

    private static void collect(Node node, Map<Location, MappingNode> keys, Work work) {
        work.spend(3);
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                keys.put(entry.key().origin().place(), mapping);
                collect(entry.value(), keys, work);
            }
        } else if (node instanceof SequenceNode list) {
            list.items().forEach(item -> collect(item, keys, work));
        }
    }

    /**
     * Looks for the keys in what the patch has made of a resource.
     *
     * @throws BuildException when one of them is there
     */
    void refuseIn(MappingNode resource, Work work) throws BuildException {
        Finding finding = findings.isEmpty() ? null : first(resource, work);
        if (finding != null) {
            throw new BuildException(finding);
        }
    }

    private @Nullable Finding first(Node node, Work work) {
        work.spend(3);
        if (node instanceof MappingNode mapping) {
            Finding twice = findings.get(mapping.origin().place());
            if (twice != null && isDuplicate(twice)) {
                return twice;
            }
            for (MappingNode.Entry entry : mapping.entries()) {
                Finding here = findings.get(entry.key().origin().place());
                // a mapping begins where its first key does
                boolean isKey = here != null && !isDuplicate(here);
                Finding found = isKey ? here : first(entry.value(), work);
                if (found != null) {
                    return found;
                }
            }
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.items()) {
                Finding found = first(item, work);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
