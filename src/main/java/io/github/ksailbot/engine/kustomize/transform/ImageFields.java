package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a resource that hold images: those of containers at any depth, then those that field specs name. */
final class ImageFields {
    /** What is done to each reference. */
    @FunctionalInterface
    interface Change {
        ScalarNode apply(ScalarNode reference) throws BuildException;
    }

    @FunctionalInterface
    private interface ItemChange {
        Node apply(Node item) throws BuildException;
    }

    private final List<FieldSpec> specs;
    private final Origin author;
    private final Work work;
    private final Change change;

    /**
     * @param author the line that asks for the change
     */
    ImageFields(List<FieldSpec> specs, Origin author, Work work, Change change) {
        this.specs = specs;
        this.author = author;
        this.work = work;
        this.change = change;
    }

    /** A field that is both is changed twice. */
    MappingNode edit(MappingNode resource) throws BuildException {
        MappingNode root = (MappingNode) containers(resource);
        for (FieldSpec spec : specs) {
            root = FieldEditor.edit(root, spec, Creates.NOTHING, author, work, this::replaced);
        }
        return root;
    }

    private Node containers(Node node) throws BuildException {
        work.spend(1);
        if (node instanceof SequenceNode sequence) {
            return eachItem(sequence, this::containers);
        }
        if (!(node instanceof MappingNode mapping)) {
            return node;
        }
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            Node value = containers(entry.value());
            String key = entry.key().text();
            if ((key.equals("containers") || key.equals("initContainers")) && value instanceof SequenceNode list) {
                value = eachItem(list, this::container);
            }
            if (value != entry.value()) {
                changed.add(new Entry(entry.key(), value));
            }
        }
        if (changed.isEmpty()) {
            return mapping;
        }
        work.copy(mapping.size());
        return mapping.with(changed);
    }

    private Node container(Node container) throws BuildException {
        if (container instanceof MappingNode mapping) {
            Node reference = mapping.get("image");
            Node replaced = reference == null ? null : replaced(reference);
            if (replaced == null || replaced == reference) {
                return mapping;
            }
            work.copy(mapping.size());
            return mapping.with("image", replaced);
        }
        if (container instanceof ScalarNode scalar && scalar.isNull()) {
            return container;
        }
        throw BuildException.of(
                "kustomize/field-spec",
                "An image was to be set in this list of containers, but this item is no mapping.",
                container.origin());
    }

    private Node eachItem(SequenceNode sequence, ItemChange itemChange) throws BuildException {
        List<Node> items = new ArrayList<>(sequence.size());
        boolean changed = false;
        for (Node item : sequence.items()) {
            Node edited = itemChange.apply(item);
            changed |= edited != item;
            items.add(edited);
        }
        return changed ? sequence.withItems(items) : sequence;
    }

    private Node replaced(@Nullable Node field) throws BuildException {
        if (!(field instanceof ScalarNode scalar)) {
            throw BuildException.of(
                    "kustomize/field-spec",
                    "An image was to be set here, but the field holds no single value.",
                    field == null ? author : field.origin());
        }
        return scalar.isNull() ? scalar : change.apply(scalar);
    }
}
