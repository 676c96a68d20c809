package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parameters of a source that lie beside its files, in {@code .argocd-source.yaml} and {@code .argocd-source-NAME.yaml}: a merge
 * patch each, which cannot say that the files are elsewhere.
 */
final class SourceOverrides {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);
    private static final List<String> KEPT = List.of("repoURL", "path", "chart", "targetRevision");

    private SourceOverrides() {}

    /** @param instance the Application's name as {@link Application#instance} has it */
    static ApplicationSource applied(ApplicationSource source, SourceTree tree, SourcePath directory, String instance)
            throws RenderFailure, SourceException {
        MappingNode merged = source.node();
        for (String name : List.of(".argocd-source.yaml", ".argocd-source-" + instance + ".yaml")) {
            if (name.indexOf('/') >= 0) {
                continue;
            }
            SourcePath file = directory.child(name);
            Optional<SourceEntry> entry = tree.find(file).filter(SourceEntry::isFile);
            if (entry.isPresent()) {
                YamlDocuments yaml = READER.read(file.value(), tree.read(file));
                for (Finding finding : yaml.findings()) {
                    throw new RenderFailure(finding);
                }
                if (!yaml.documents().isEmpty() && yaml.documents().get(0) instanceof MappingNode patch) {
                    merged = merged(merged, patch);
                }
            }
        }
        for (String field : KEPT) {
            Node own = source.node().get(field);
            merged = own == null ? merged.without(field) : merged.with(field, own);
        }
        return new ApplicationSource(merged);
    }

    private static MappingNode merged(MappingNode target, MappingNode patch) {
        MappingNode result = target;
        for (MappingNode.Entry entry : patch.entries()) {
            String key = entry.key().text();
            if (entry.value() instanceof ScalarNode scalar && scalar.isNull()) {
                // Argo CD reads the merged source over the one that it has, so that nothing goes
                continue;
            }
            if (entry.value() instanceof SequenceNode items && target.get(key) instanceof SequenceNode before) {
                result = result.with(key, over(before, items));
            } else if (entry.value() instanceof MappingNode more) {
                MappingNode own = target.mapping(key);
                result = result.with(key, merged(own == null ? MappingNode.empty(more.origin()) : own, more));
            } else {
                result = result.with(entry);
            }
        }
        return result;
    }

    /** Other items, of which each keeps the fields of the one in its place that it does not say; for that reason, too. */
    private static SequenceNode over(SequenceNode before, SequenceNode items) {
        List<Node> all = new ArrayList<>();
        for (Node item : items.items()) {
            Node old = all.size() < before.size() ? before.items().get(all.size()) : null;
            all.add(item instanceof MappingNode more && old instanceof MappingNode own ? merged(own, more) : item);
        }
        return items.withItems(all);
    }
}
