package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.DoublePrecision;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/** A resource on its way through JSON, as kustomize sends it to patch it: large integers lose their last digits. */
final class JsonNumbers {
    private final Work work;

    JsonNumbers(Work work) {
        this.work = work;
    }

    /** What has no such integer in it is the same node as before. */
    MappingNode rounded(MappingNode mapping) {
        work.spend(mapping.size());
        List<MappingNode.Entry> changed = new ArrayList<>();
        for (MappingNode.Entry entry : mapping.entries()) {
            Node value = rounded(entry.value());
            if (value != entry.value()) {
                changed.add(new MappingNode.Entry(entry.key(), value));
            }
        }
        return changed.isEmpty() ? mapping : mapping.with(changed);
    }

    private Node rounded(Node node) {
        if (node instanceof MappingNode mapping) {
            return rounded(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return rounded(sequence);
        }
        return node instanceof ScalarNode scalar ? DoublePrecision.of(scalar) : node;
    }

    private SequenceNode rounded(SequenceNode sequence) {
        work.spend(sequence.size());
        List<Node> items = new ArrayList<>(sequence.size());
        boolean changed = false;
        for (Node item : sequence.items()) {
            Node value = rounded(item);
            changed |= value != item;
            items.add(value);
        }
        return changed ? sequence.withItems(items) : sequence;
    }
}
