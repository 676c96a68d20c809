package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what to do about a field that does not exist where it was written. */
final class Advice {
    /** Types with more fields than this are not listed. */
    private static final int MAX_LISTED = 10;

    /** How many levels below an object a field is looked for: a Deployment's containers are three below its top. */
    static final int DEPTH = 3;

    private Advice() {}

    static String forUnknownField(Mistake.UnknownField unknown) {
        Place object = unknown.place();
        String field = unknown.field();
        Place parent = object.parent() == null || object.parent().node() instanceof MappingNode
                ? object.parent()
                : object.parent().parent();
        if (parent != null && parent.type().hasField(field) && !parent.type().is("V1ObjectMeta")) {
            return "`%s` belongs to %s, one level up: move it out of %s."
                    .formatted(field, name(parent), Wording.code(object.fieldName()));
        }
        String meant = misspelt(unknown);
        if (Spelling.isSlip(field, meant)) {
            return "Did you mean `%s`?".formatted(meant);
        }
        String moved = elsewhere(unknown);
        if (!moved.isEmpty()) {
            return moved;
        }
        if (!meant.isEmpty()) {
            return "Did you mean `%s`?".formatted(meant);
        }
        return known(object);
    }

    /** The field that was probably meant: near in spelling and not there yet; empty when there is none. */
    static String misspelt(Mistake.UnknownField unknown) {
        Place object = unknown.place();
        List<String> free = new ArrayList<>(object.type().fields());
        if (object.node() instanceof MappingNode mapping) {
            free.removeIf(mapping::has);
        }
        return Spelling.nearest(unknown.field(), free);
    }

    private static String elsewhere(Mistake.UnknownField unknown) {
        Place object = unknown.place();
        String field = unknown.field();
        Node value = Mistakes.position(unknown).node();
        if (object.type().is("V1LabelSelector") && value instanceof ScalarNode) {
            return "A label to select by stands under `matchLabels`.";
        }
        String below = Homes.below(object, field, DEPTH);
        if (!below.isEmpty()) {
            return "`%s` belongs to %s.".formatted(field, Wording.path(below));
        }
        if (object.type().is("V1ObjectMeta") && value instanceof ScalarNode) {
            return "If it is a label, put it under `labels`; if it is an annotation, under `annotations`.";
        }
        for (Place ancestor = object.parent(); ancestor != null; ancestor = ancestor.parent()) {
            if (ancestor.type().hasField(field)) {
                return "`%s` belongs to %s.".formatted(field, name(ancestor));
            }
            String sibling = Homes.below(ancestor, field, 1);
            if (!sibling.isEmpty()) {
                return "`%s` belongs to %s.".formatted(field, Wording.path(sibling));
            }
        }
        return "";
    }

    private static String known(Place object) {
        Set<String> fields = object.type().fields();
        if (fields.isEmpty() || fields.size() > MAX_LISTED) {
            return "";
        }
        return fields.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ", "Its fields are ", "."));
    }

    private static String name(Place place) {
        return place.path().isEmpty() ? "the top level" : Wording.path(place);
    }
}
