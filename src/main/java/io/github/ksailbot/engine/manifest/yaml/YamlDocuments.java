package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Node;
import java.util.List;

/**
 * What a YAML file contains.
 *
 * @param documents one node per non-empty document, in stream order; documents that cannot be understood are left out
 * @param findings what is wrong with the YAML itself, in file order; rules {@code yaml/…}
 * @param nodes that were read: mappings, sequences, scalars and keys, after alias expansion
 */
public record YamlDocuments(List<Node> documents, List<Finding> findings, long nodes) {
    public YamlDocuments {
        documents = List.copyOf(documents);
        findings = List.copyOf(findings);
    }
}
