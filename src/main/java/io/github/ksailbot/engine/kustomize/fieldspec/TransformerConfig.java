package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.GvkOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields each transformer touches: kustomize's defaults, and what {@code configurations} and {@code crds} add.
 *
 * @param fields by transformer; a transformer without any may be absent
 * @param nameReferences which fields name other resources
 */
public record TransformerConfig(Map<Section, FieldSpecs> fields, List<NameReference> nameReferences) {
    public static final TransformerConfig EMPTY = new TransformerConfig(Map.of(), List.of());

    private static final Comparator<NameReference> ORDER =
            Comparator.comparing(NameReference::target, GvkOrder.COMMAND_LINE);

    /** The parts of a configuration, under their names in its file. */
    public enum Section {
        NAME_PREFIX("namePrefix"),
        NAME_SUFFIX("nameSuffix"),
        NAMESPACE("namespace"),
        COMMON_LABELS("commonLabels"),
        LABELS("labels"),
        TEMPLATE_LABELS("templateLabels"),
        COMMON_ANNOTATIONS("commonAnnotations"),
        VAR_REFERENCE("varReference"),
        IMAGES("images"),
        REPLICAS("replicas");

        private final String field;

        Section(String field) {
            this.field = field;
        }

        /** The key of the section in a configuration file. */
        public String field() {
            return field;
        }
    }

    public TransformerConfig {
        fields = Map.copyOf(fields);
        nameReferences = List.copyOf(nameReferences);
    }

    public FieldSpecs specs(Section section) {
        return fields.getOrDefault(section, FieldSpecs.NONE);
    }

    /**
     * This configuration and what {@code more} adds to it.
     *
     * @throws FieldSpecConflict when both have a field and disagree on whether to create it
     */
    public TransformerConfig plus(TransformerConfig more) throws FieldSpecConflict {
        if (more.equals(EMPTY) || more.equals(this)) {
            return this;
        }
        Map<Section, FieldSpecs> merged = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            merged.put(section, specs(section).plus(more.specs(section)).sorted());
        }
        List<NameReference> references = new ArrayList<>(nameReferences);
        for (NameReference reference : more.nameReferences) {
            add(references, reference);
        }
        references.sort(ORDER);
        return new TransformerConfig(merged, references);
    }

    private static void add(List<NameReference> references, NameReference reference) throws FieldSpecConflict {
        for (int i = 0; i < references.size(); i++) {
            NameReference known = references.get(i);
            if (known.target().equals(reference.target())) {
                references.set(
                        i, new NameReference(known.target(), known.referrers().plus(reference.referrers())));
                return;
            }
        }
        references.add(reference);
    }
}
