package io.github.ksailbot.engine.kustomize.reference;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field that refers to a resource: its name, a mapping with name and maybe namespace, or a list of either. */
final class NameField {
    private final Referral referral;

    NameField(Referral referral) {
        this.referral = referral;
    }

    Node update(@Nullable Node field) throws BuildException {
        Node present = Objects.requireNonNull(field, "name references create no fields");
        if (present instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>(sequence.size());
            boolean changed = false;
            for (Node item : sequence.items()) {
                Node updated = single(item);
                changed |= updated != item;
                items.add(updated);
            }
            return changed ? sequence.withItems(items) : sequence;
        }
        return single(present);
    }

    private Node single(Node field) throws BuildException {
        if (field instanceof ScalarNode scalar) {
            return scalar.isNull() ? scalar : name(scalar);
        }
        if (field instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        throw BuildException.of(
                "kustomize/field-spec",
                "A name reference must be a name, a mapping with a name, or a list of these.",
                field.origin());
    }

    private Node name(ScalarNode field) throws BuildException {
        Resource meant = referral.find(field.text(), field, any -> true, Resource::name);
        return meant == null || meant.name().equals(field.text()) ? field : renamed(field, meant);
    }

    private MappingNode mapping(MappingNode field) throws BuildException {
        Node nameNode = field.get("name");
        if (nameNode == null) {
            throw BuildException.of(
                            "kustomize/field-spec",
                            "This mapping is configured to refer to another resource, but it has no `name`.",
                            field.origin())
                    .withFix("Write the name, or correct the `nameReference` of the configuration.");
        }
        String oldName = nameNode instanceof ScalarNode scalar ? scalar.text() : "";
        Predicate<Resource> eligible = field.has("namespace") ? inNamespace(field) : any -> true;
        Resource meant =
                referral.find(oldName, field, eligible, resource -> resource.name() + "/" + resource.namespace());
        if (meant == null || (meant.name().equals(oldName) && meant.namespace().isEmpty())) {
            return field;
        }
        MappingNode updated = field;
        if (!meant.name().equals(oldName)) {
            updated = updated.with("name", renamed(nameNode, meant));
        }
        return meant.namespace().isEmpty() ? updated : updated.with("namespace", moved(field.get("namespace"), meant));
    }

    /** A namespace that resources had at first counts before one that they have now. */
    private Predicate<Resource> inNamespace(MappingNode field) throws BuildException {
        String namespace = field.get("namespace") instanceof ScalarNode scalar ? scalar.text() : "";
        Predicate<Resource> original =
                resource -> resource.originalId().effectiveNamespace().equals(namespace);
        Predicate<Resource> current =
                resource -> resource.id().effectiveNamespace().equals(namespace);
        return referral.anyFirstIn(namespace) ? original : current;
    }

    private static Node renamed(Node field, Resource meant) throws BuildException {
        return scalars(meant, "name").untyped(field, meant.name());
    }

    private static Node moved(@Nullable Node field, Resource meant) throws BuildException {
        Scalars scalars = scalars(meant, "namespace");
        return field == null ? scalars.string(null, meant.namespace()) : scalars.untyped(field, meant.namespace());
    }

    private static Scalars scalars(Resource meant, String field) {
        MappingNode metadata = meant.root().mapping("metadata");
        Node value = metadata == null ? null : metadata.get(field);
        Origin origin = value == null ? meant.origin() : value.origin();
        return new Scalars(origin, Writer.NAME_REFERENCE);
    }
}
