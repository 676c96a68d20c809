package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/**
 * What the file of a kustomization says, as far as finding environments needs it.
 *
 * @param isKustomization false where the file only has the name of one
 * @param includes as they are written
 * @param bytes of the file
 */
record KustomizationContent(boolean isKustomization, boolean isComponent, List<String> includes, int bytes) {
    private static final List<String> INCLUDING_FIELDS =
            List.of("resources", "bases", "components", "generators", "transformers", "validators");
    private static final String GROUP = "kustomize.config.k8s.io/";

    /** Enough for long lists and inline patches; a longer file is an entry whose includes are not known. */
    private static final YamlReader READER = new YamlReader(new YamlLimits(1 << 20, 100, 100_000, 1_000, 100));

    /** @throws SourceException {@code UNREADABLE}; what else is wrong with the file is for the build to say */
    static KustomizationContent read(SourceTree tree, SourcePath file) throws SourceException {
        byte[] text;
        try {
            text = tree.read(file);
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return broken(0);
        }
        List<Node> documents = READER.read(file.value(), text).documents();
        if (documents.isEmpty() || !(documents.get(0) instanceof MappingNode root)) {
            return broken(text.length);
        }
        String apiVersion = root.text("apiVersion");
        // Flux has a kind of the same name, and many call its files like this one
        boolean isKustomization = apiVersion.isEmpty() || apiVersion.startsWith(GROUP);
        return new KustomizationContent(
                isKustomization, root.text("kind").equals("Component"), includes(root), text.length);
    }

    private static KustomizationContent broken(int bytes) {
        return new KustomizationContent(true, false, List.of(), bytes);
    }

    private static List<String> includes(MappingNode root) {
        List<String> included = new ArrayList<>();
        for (String field : INCLUDING_FIELDS) {
            SequenceNode items = root.sequence(field);
            if (items != null) {
                for (Node item : items.items()) {
                    if (item instanceof ScalarNode scalar) {
                        included.add(scalar.text());
                    }
                }
            }
        }
        return List.copyOf(included);
    }

    /** Bytes in memory. The directories that are made of the entries, or their texts, are beside it. */
    long weight() {
        return 100 + 2L * bytes + 150L * includes.size();
    }
}
