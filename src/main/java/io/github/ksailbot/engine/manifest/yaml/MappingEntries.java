package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Excerpt;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the entries of a mapping: each key once, the mapping's own keys before merged ones. */
final class MappingEntries {
    private final Problems findings;
    private final ScalarResolver resolver;
    private final boolean nested;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> mergedLast = new LinkedHashMap<>();
    private final Set<String> overridable = new HashSet<>();
    private final Map<String, Origin> firstWritten = new HashMap<>();
    private @Nullable Origin firstMerge;

    private final boolean keepsFirst;

    /**
     * @param nested whether the mapping stands in another collection
     * @param keepsFirst whether of a key that is there twice the first value is kept
     */
    MappingEntries(Problems findings, ScalarResolver resolver, boolean nested, boolean keepsFirst) {
        this.findings = findings;
        this.resolver = resolver;
        this.nested = nested;
        this.keepsFirst = keepsFirst;
    }

    /** @param origin where the key is written, which for an alias is not where its value is */
    void add(Node key, Node value, Origin origin) {
        if (!(key instanceof ScalarNode scalar) || scalar.isNull()) {
            findings.add(Finding.error(
                            "yaml/key",
                            key instanceof ScalarNode
                                    ? "A key is null here; Kubernetes wants the text of a name as key. The"
                                            + " entry was left out."
                                    : "A key is a %s here; Kubernetes wants the text of a name as key. The entry was left out."
                                            .formatted(key instanceof MappingNode ? "mapping" : "sequence"),
                            origin)
                    .withFix(
                            key instanceof ScalarNode
                                    ? "Write a name before the `:`, or put the word in quotes if it is the" + " name."
                                    : "Put template expressions such as `{{ name }}` in quotes; write any"
                                            + " other key as plain text."));
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
        if (drops(scalar)) {
            return;
        }
        Entry before = entries.put(scalar.text(), new Entry(scalar, value));
        if (before != null && !overridable.remove(scalar.text())) {
            Origin first = firstWritten.computeIfAbsent(
                    scalar.text(), text -> before.key().origin());
            findings.add(duplicate(scalar.text(), first, origin));
            if (keepsFirst) {
                entries.put(scalar.text(), before);
            }
        }
    }

    /**
     * Takes over what {@code <<} names. In kustomize an own key wins wherever it stands, as YAML's type repository has it;
     * go-yaml v2 lets the merged value win over own keys before it.
     */
    void merge(Origin key, Node value) {
        if (firstMerge != null) {
            findings.add(
                    duplicate("<<", firstMerge, key).withFix("Write one `<<` with a list: `<<: [*first, *second]`."));
        } else {
            firstMerge = key;
        }
        List<Node> sources = value instanceof SequenceNode sequence ? sequence.items() : List.of(value);
        Map<String, Entry> merged = new LinkedHashMap<>();
        for (Node source : sources) {
            if (source instanceof MappingNode mapping) {
                mapping.entries()
                        .forEach(entry -> merged.putIfAbsent(entry.key().text(), entry));
            } else {
                findings.add(Finding.error(
                                "yaml/merge",
                                "The merge key `<<` names something that is not a mapping; it can merge mappings only.",
                                key)
                        .withFix("Name the alias of a mapping, or a list of such aliases."));
            }
        }
        if (resolver.dialect() == YamlDialect.KUSTOMIZE) {
            merged.forEach(mergedLast::putIfAbsent);
        } else {
            entries.putAll(merged);
            overridable.addAll(merged.keySet());
        }
    }

    /** A quoted {@code <<} merges nothing; kustomize drops it all the same. */
    boolean drops(ScalarNode key) {
        boolean dropped = key.text().equals("<<") && resolver.dialect() == YamlDialect.KUSTOMIZE;
        if (dropped) {
            findings.add(Finding.warning(
                    "yaml/merge",
                    "kustomize drops the key `<<` and its value, also where it is in quotes.",
                    key.origin()));
        }
        return dropped;
    }

    List<Entry> finish() {
        mergedLast.forEach(entries::putIfAbsent);
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
