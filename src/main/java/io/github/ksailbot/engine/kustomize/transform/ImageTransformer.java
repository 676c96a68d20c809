package io.github.ksailbot.engine.kustomize.transform;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes name, tag or digest of images: of all containers at any depth, and of the fields that the field specs name.
 * A field that is both is changed twice, as kustomize does.
 */
public final class ImageTransformer implements Transformer {
    private final Image image;
    private final FieldSpecs fields;
    private final ImageMatcher matcher;
    private final Scalars scalars;

    /**
     * @throws BuildException when the name of the image is no regular expression
     */
    public ImageTransformer(Image image, FieldSpecs fields) throws BuildException {
        this.image = image;
        this.fields = fields;
        this.matcher = ImageMatcher.of(image);
        this.scalars = new Scalars(image.origin(), Writer.IMAGE);
    }

    @Override
    public ResourceMap apply(ResourceMap resources) throws BuildException {
        List<Resource> changed = new ArrayList<>(resources.size());
        for (Resource resource : resources.resources()) {
            boolean isDefinition = resource.kind().equals("CustomResourceDefinition");
            changed.add(isDefinition ? resource : resource.withRoot(edit(resource)));
        }
        return new ResourceMap(changed);
    }

    private MappingNode edit(Resource resource) throws BuildException {
        try {
            MappingNode root = (MappingNode) containers(resource.root());
            for (FieldSpec spec : fields.of(resource.gvk())) {
                root = FieldEditor.edit(root, spec, Creates.NOTHING, image.origin(), this::replaced);
            }
            return root;
        } catch (BuildException e) {
            throw e.about(resource, "");
        }
    }

    private Node containers(Node node) throws BuildException {
        if (node instanceof SequenceNode sequence) {
            return eachItem(sequence, this::containers);
        }
        if (!(node instanceof MappingNode mapping)) {
            return node;
        }
        MappingNode changed = mapping;
        for (Entry entry : mapping.entries()) {
            Node value = containers(entry.value());
            String key = entry.key().text();
            if ((key.equals("containers") || key.equals("initContainers")) && value instanceof SequenceNode list) {
                value = eachItem(list, this::container);
            }
            if (value != entry.value()) {
                changed = changed.with(key, value);
            }
        }
        return changed;
    }

    private Node container(Node container) throws BuildException {
        if (container instanceof MappingNode mapping) {
            Node reference = mapping.get("image");
            Node replaced = reference == null ? null : replaced(reference);
            return replaced == null || replaced == reference ? mapping : mapping.with("image", replaced);
        }
        if (container instanceof ScalarNode scalar && scalar.isNull()) {
            return container;
        }
        throw BuildException.of(
                "kustomize/field-spec",
                "An image was to be set in this list of containers, but this item is no mapping.",
                container.origin());
    }

    private static Node eachItem(SequenceNode sequence, ItemChange change) throws BuildException {
        List<Node> items = new ArrayList<>(sequence.size());
        boolean changed = false;
        for (Node item : sequence.items()) {
            Node edited = change.apply(item);
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
                    field == null ? image.origin() : field.origin());
        }
        if (scalar.isNull() || !matcher.matches(scalar.text())) {
            return scalar;
        }
        String reference = image.applyTo(scalar.text());
        return reference.equals(scalar.text()) ? scalar : scalars.untyped(scalar, reference);
    }

    @FunctionalInterface
    private interface ItemChange {
        Node apply(Node item) throws BuildException;
    }
}
