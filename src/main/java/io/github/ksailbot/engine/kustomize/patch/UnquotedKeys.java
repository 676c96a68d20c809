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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a patch that are no strings without quotes, such as {@code 6443:}. kustomize cannot write a resource with such
 * a key, but where the resource has the key already, in quotes, the resource's own key stays.
 *
 * @param findings what is wrong with each, by its place
 */
record UnquotedKeys(Map<Location, Finding> findings) {
    static final String RULE = "yaml/key";

    UnquotedKeys {
        findings = Map.copyOf(findings);
    }

    /**
     * Keeps what the reader found.
     *
     * @param findings of rule {@value #RULE}
     * @param documents of the same text
     * @throws BuildException for a key that the reader has left out, because it is nothing like a name
     */
    static UnquotedKeys of(List<Finding> findings, List<? extends Node> documents, Work work) throws BuildException {
        if (findings.isEmpty()) {
            return new UnquotedKeys(Map.of());
        }
        Set<Location> keys = new HashSet<>();
        documents.forEach(document -> collect(document, keys, work));
        Map<Location, Finding> byPlace = new HashMap<>();
        for (Finding finding : findings) {
            Origin origin = finding.origin();
            if (origin == null || !keys.contains(origin.place())) {
                throw new BuildException(finding);
            }
            byPlace.put(origin.place(), finding);
        }
        return new UnquotedKeys(byPlace);
    }

    private static void collect(Node node, Set<Location> keys, Work work) {
        work.spend(3);
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                keys.add(entry.key().origin().place());
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
            for (MappingNode.Entry entry : mapping.entries()) {
                Finding here = findings.get(entry.key().origin().place());
                Finding found = here == null ? first(entry.value(), work) : here;
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
