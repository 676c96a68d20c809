package io.github.ksailbot.engine.manifest.yaml;

/**
 * How much YAML of one file is read before the reader stops with a finding.
 *
 * @param bytes of the file
 * @param depth of nested mappings and sequences, after alias expansion
 * @param nodes mappings, sequences, scalars and keys of the file, after alias expansion
 * @param aliases uses of anchors in the file
 * @param documents of the file, empty ones included
 */
public record YamlLimits(int bytes, int depth, int nodes, int aliases, int documents) {

    /** Ten times what the largest bundles of custom resource definitions need. */
    public static final YamlLimits DEFAULT = new YamlLimits(16 << 20, 200, 1_000_000, 20_000, 20_000);

    public YamlLimits {
        if (bytes < 1 || depth < 1 || nodes < 1 || aliases < 0 || documents < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /** The same limits for a file of which fewer nodes are to be read. */
    public YamlLimits withNodes(int newNodes) {
        return new YamlLimits(bytes, depth, newNodes, aliases, documents);
    }
}
