package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the entries of a mapping: each key once, the mapping's own keys before merged ones. */
final class MappingEntries {
    private final Problems findings;
    private final ScalarResolver resolver;
    private final boolean nested;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<MappingNode> merged = new ArrayList<>();
    private final Map<String, Origin> firstWritten = new HashMap<>();
    private @Nullable Origin firstMerge;

    /** @param nested whether the mapping stands in another collection */
    MappingEntries(Problems findings, ScalarResolver resolver, boolean nested) {
        this.findings = findings;
        this.resolver = resolver;
        this.nested = nested;
    }

    /** @param origin where the key is written, which for an alias is not where its value is */
    void add(Node key, Node value, Origin origin) {
        if (!(key instanceof ScalarNode scalar) || scalar.isNull()) {
            findings.add(
                    Finding.error(
                                    "yaml/key",
                                    key instanceof ScalarNode
                                            ? "A key is null here; Kubernetes wants the text of a name as key. The entry was left out."
                                            : "A key is a %s here; Kubernetes wants the text of a name as key. The entry was left out."
                                                    .formatted(key instanceof MappingNode ? "mapping" : "sequence"),
                                    origin)
                            .withFix(
                                    key instanceof ScalarNode
                                            ? "Write a name before the `:`, or put the word in quotes if it is the name."
                                            : "Put template expressions such as `{{ name }}` in quotes; write any other key as plain text."));
            return;
        }
        if (nested && !resolver.isNestedKey(scalar)) {
            findings.add(Finding.error(
                            "yaml/key",
                            "The key %s is not a string without quotes; kustomize cannot build a document that has such a key below its top."
                                    .formatted(Excerpt.of(scalar.text())),
                            origin)
                    .withFix("Put the key in quotes."));
        }
        Entry before = entries.put(scalar.text(), new Entry(scalar, value));
        if (before != null) {
            Origin first = firstWritten.computeIfAbsent(
                    scalar.text(), text -> before.key().origin());
            findings.add(duplicate(scalar.text(), first, origin));
        }
    }

    /** Takes over what {@code <<} names; only after all own keys is it known which of them are new. */
    void merge(Origin key, Node value) {
        if (firstMerge != null) {
            findings.add(
                    duplicate("<<", firstMerge, key).withFix("Write one `<<` with a list: `<<: [*first, *second]`."));
        } else {
            firstMerge = key;
        }
        List<Node> sources = value instanceof SequenceNode sequence ? sequence.items() : List.of(value);
        for (Node source : sources) {
            if (source instanceof MappingNode mapping) {
                merged.add(mapping);
            } else {
                findings.add(Finding.error(
                                "yaml/merge",
                                "The merge key `<<` names something that is not a mapping; it can merge mappings only.",
                                key)
                        .withFix("Name the alias of a mapping, or a list of such aliases."));
            }
        }
    }

    List<Entry> finish() {
        for (MappingNode source : merged) {
            for (Entry entry : source.entries()) {
                entries.putIfAbsent(entry.key().text(), entry);
            }
        }
        return List.copyOf(entries.values());
    }

    private static Finding duplicate(String key, Origin first, Origin second) {
        return Finding.error(
                        "yaml/duplicate-key",
                        "The key %s is already in this mapping, in line %d; Kubernetes' readers refuse a mapping that has a key twice."
                                .formatted(Excerpt.of(key), first.line()),
                        second)
                .withFix("Remove one of the two.");
    }
}
