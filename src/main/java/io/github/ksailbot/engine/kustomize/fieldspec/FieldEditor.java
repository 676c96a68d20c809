package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the fields that a spec names, each where it stands, and makes missing ones where the spec says so. */
public final class FieldEditor {
    /** What a transformer does to one field. */
    @FunctionalInterface
    public interface Change {
        /**
         * Changes one field.
         *
         * @param field what is there; null for a field that is being created
         * @return what takes its place
         * @throws BuildException when the field holds something that the transformer cannot change
         */
        Node apply(@Nullable Node field) throws BuildException;
    }

    /** What a missing field would hold. */
    public enum Creates {
        NOTHING,
        SCALAR,
        MAPPING
    }

    /** Segments of a path that is followed; no resource is read with more levels. */
    private static final int MAX_SEGMENTS = 200;

    private final FieldSpec spec;
    private final List<String> segments;
    private final Creates creates;
    private final Origin author;
    private final Change change;
    private final Work work;

    private FieldEditor(FieldSpec spec, Creates creates, Origin author, Change change, Work work) {
        this.spec = spec;
        this.segments = spec.segments();
        this.creates = creates;
        this.author = author;
        this.change = change;
        this.work = work;
    }

    /**
     * Changes all fields of a spec.
     *
     * @param root a resource; one that the spec does not select is given back as it is
     * @param creates what the transformer makes of a missing field, if the spec wants one
     * @param author the line that asked for the change: the origin of mappings made on the way to a missing field
     * @param work takes a step for each value on the way
     */
    public static MappingNode edit(
            MappingNode root, FieldSpec spec, Creates creates, Origin author, Work work, Change change)
            throws BuildException {
        work.spend(5);
        Manifest manifest = new Manifest(root);
        if (!Gvk.of(manifest.apiVersion(), manifest.kind()).isSelectedBy(spec.gvk())) {
            return root;
        }
        FieldEditor editor = new FieldEditor(spec, creates, author, change, work);
        if (editor.segments.size() > MAX_SEGMENTS) {
            throw BuildException.of(
                    "kustomize/field-spec",
                    "The path of a field spec has more than %d segments.".formatted(MAX_SEGMENTS),
                    author);
        }
        try {
            return (MappingNode) editor.descend(root, 0);
        } catch (BuildException e) {
            throw e.askedBy(author);
        }
    }

    private Node descend(Node node, int depth) throws BuildException {
        work.spend(2);
        if (depth == segments.size()) {
            return change.apply(node);
        }
        if (node instanceof MappingNode mapping) {
            return field(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return items(sequence, depth);
        }
        if (((ScalarNode) node).isNull()) {
            return node;
        }
        throw BuildException.of(
                "kustomize/field-spec",
                "The path `%s` leads through `%s`, but that is a plain value here and not a mapping or list."
                        .formatted(spec.path(), String.join("/", segments.subList(0, depth))),
                node.origin());
    }

    private Node items(SequenceNode sequence, int depth) throws BuildException {
        List<Node> items = new ArrayList<>(sequence.size());
        boolean changed = false;
        for (Node item : sequence.items()) {
            Node edited = descend(item, depth);
            changed |= edited != item;
            items.add(edited);
        }
        work.spend(items.size());
        return changed ? sequence.withItems(items) : sequence;
    }

    private Node field(MappingNode mapping, int depth) throws BuildException {
        String segment = segments.get(depth);
        boolean mustBeSequence = segment.endsWith("[]");
        String name = mustBeSequence ? segment.substring(0, segment.length() - 2) : segment;
        if (name.isEmpty()) {
            throw BuildException.of(
                    "kustomize/field-spec",
                    "The path `%s` of a field spec has an empty field name.".formatted(spec.path()),
                    author);
        }
        Node field = mapping.get(name);
        boolean mayCreate = spec.create() && creates != Creates.NOTHING;
        boolean isNull = field instanceof ScalarNode scalar && scalar.isNull();
        if (mustBeSequence && isNull) {
            return mapping.with(name, new SequenceNode(List.of(), mapping.origin()));
        }
        if (field == null || isNull) {
            if (mayCreate && !mustBeSequence) {
                work.copy(mapping.size());
                return mapping.with(name, created(depth));
            }
            if (field == null) {
                return mapping;
            }
        }
        Node edited = descend(field, depth + 1);
        if (edited == field) {
            return mapping;
        }
        work.copy(mapping.size());
        return mapping.with(name, edited);
    }

    private Node created(int depth) throws BuildException {
        if (depth == segments.size() - 1) {
            return change.apply(null);
        }
        work.make();
        return descend(MappingNode.empty(author), depth + 1);
    }
}
